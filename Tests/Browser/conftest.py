"""The demonstration and the browser that the tests share."""

import os
import pathlib
import re
import shutil
import subprocess
import threading

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from inspection import Inspection
from visitor import Visitor

TOP = pathlib.Path(__file__).resolve().parents[2]
PICTURES = TOP / "artefacts" / "screenshots"
SECONDS_TO_OPEN = 60


def pytest_addoption(parser):
    parser.addoption("--program", default=str(TOP / ".build/debug/holdfast"), help="the holdfast to test")


class Demonstration:
    """A `holdfast demo` of its own, with a new database, on a port that was free."""

    def __init__(self, program, folder, settings=None, port=0):
        self.program = program
        self.database = folder / "demo.db"
        self.log = folder / "demo.log"
        self.address = None
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HOLDFAST_")}
        environment.update(settings or {})
        self.process = subprocess.Popen(
            [program, "demo", "--port", str(port), "--database", str(self.database)], cwd=TOP, env=environment,
            stdout=subprocess.PIPE, stderr=self.log.open("w"), text=True)
        self._opened = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if not self._opened.wait(SECONDS_TO_OPEN) or self.address is None:
            self.close()
            raise RuntimeError(f"holdfast demo did not open: {self.log.read_text()[-2000:]}")

    def _read(self):
        for line in self.process.stdout:
            found = re.match(r"Open (http://\S+)", line)
            if found:
                self.address = found.group(1).rstrip("/")
                self._opened.set()
        self._opened.set()

    def runs(self, *arguments):
        """Another command of the program on the same database."""
        return subprocess.run(
            [self.program, *arguments, "--database", str(self.database)], cwd=TOP, capture_output=True, text=True,
            timeout=60, check=False)

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_browser():
    options = Options()
    options.binary_location = shutil.which("chromium") or "/usr/bin/chromium"
    arguments = ["--headless=new", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--disable-sync",
                 "--disable-features=PasswordLeakDetection,OptimizationHints,MediaRouter", "--lang=en-GB"]
    if os.geteuid() == 0:
        # Chromium's sandbox does not work for root; the pages come from this machine only.
        arguments.append("--no-sandbox")
    for argument in arguments:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option("perfLoggingPrefs", {"enableNetwork": True, "enablePage": False})
    options.add_experimental_option("prefs", {"credentials_enable_service": False})
    os.environ["SE_OFFLINE"] = "true"
    driver = shutil.which("chromedriver") or "/usr/bin/chromedriver"
    return webdriver.Chrome(options=options, service=Service(driver))


@pytest.fixture(scope="session")
def browser():
    driver = start_browser()
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def demonstrations(request, tmp_path_factory):
    """Gives each file, and in it each way of looking, a demonstration of its own: sums can be told exactly, and no
    journey finds what another left."""
    program = request.config.getoption("--program")
    running = {}

    def open_one(name):
        if name not in running:
            running[name] = Demonstration(program, tmp_path_factory.mktemp(name))
        return running[name]

    yield open_one
    for demonstration in running.values():
        demonstration.close()


class Way:
    """One way of looking at the pages: how wide, and with scripts or without."""

    def __init__(self, width, has_scripts):
        self.width = width
        self.has_scripts = has_scripts

    def __str__(self):
        return f"{self.width}-scripts-{'on' if self.has_scripts else 'off'}"


NARROW_OFF, NARROW_ON = Way(320, False), Way(320, True)
WIDE_OFF, WIDE_ON = Way(1280, False), Way(1280, True)


def person_in(way, browser, demonstration):
    browser.delete_all_cookies()
    browser.get_log("browser")
    browser.get_log("performance")
    inspection = Inspection(browser, demonstration.address, way.width, way.has_scripts, PICTURES)
    inspection.sets_up_tab()
    return Visitor(browser, demonstration.address, inspection)


@pytest.fixture(scope="module", params=[NARROW_OFF, WIDE_ON], ids=str)
def way(request):
    """The two ways in which whole journeys are made."""
    return request.param


@pytest.fixture(scope="module", params=[NARROW_OFF, NARROW_ON, WIDE_OFF, WIDE_ON], ids=str)
def any_way(request):
    """All four ways, for single pages."""
    return request.param


@pytest.fixture
def demonstration(way, demonstrations):
    return demonstrations(str(way))


@pytest.fixture
def visitor(way, browser, demonstration):
    """Does the journey, then tells of every page on it that was not in order."""
    visitor = person_in(way, browser, demonstration)
    yield visitor
    visitor.inspection.must_be_clean()


@pytest.fixture
def anybody(any_way, browser, demonstrations):
    """Looks at single pages, in all four ways on one demonstration."""
    visitor = person_in(any_way, browser, demonstrations("pages"))
    yield visitor
    visitor.inspection.must_be_clean()
