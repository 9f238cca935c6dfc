"""What must hold on every page, whoever sees it: nothing is left to the eye that a machine can check."""

import base64
import json
from importlib.resources import files

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

LAYOUT = """
    const root = document.documentElement
    return {
        headings: [...document.querySelectorAll('h1')].map(h => h.textContent),
        title: document.title, language: root.lang,
        wide: root.scrollWidth, room: root.clientWidth,
        beyond: root.scrollWidth <= root.clientWidth ? [] : [...document.body.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
            .slice(0, 5).map(e => e.tagName.toLowerCase() + '.' + e.className),
        torn: [...document.querySelectorAll('td')].filter(e => getComputedStyle(e).display === 'flex')
            .map(e => [e, [...e.childNodes].filter(n => n.nodeType !== Node.TEXT_NODE || n.data.trim())])
            .filter(([_, parts]) => parts.length > 1 && parts.some(n => n.nodeType === Node.TEXT_NODE))
            .slice(0, 5).map(([e]) => e.textContent.trim().slice(0, 60)),
    }
"""

# Focus begins again before the first element, wherever it was.
FOCUS_TO_START = """
    scrollTo(0, 0)
    document.body.tabIndex = -1
    document.body.focus({preventScroll: true})
    document.body.removeAttribute('tabindex')
    document.body.blur()
"""

FOCUSED = """(() => {
    const e = document.activeElement
    if (!e || e === document.body || e === document.documentElement) return null
    const box = e.getBoundingClientRect(), style = getComputedStyle(e)
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    const wide = innerWidth, high = innerHeight
    // A browser brings the line with the cursor into sight, and not always all of a large box.
    const shown = (from, to, room) => Math.min(to, room) - Math.max(from, 0) >= Math.min(to - from, 24) - 1
    const x = (Math.max(box.left, 0) + Math.min(box.right, wide)) / 2
    const lines = e.getClientRects(), line = lines[0] || box
    const top = document.elementFromPoint(
        lines.length > 1 ? (line.left + line.right) / 2 : x,
        lines.length > 1 ? (line.top + line.bottom) / 2
            : (Math.max(box.top, 0) + Math.min(box.bottom, high)) / 2)
    e.dataset.met = e.dataset.met || String(document.querySelectorAll('[data-met]').length + 1)
    return JSON.stringify({
        order: Number(e.dataset.met), skip: e.matches('a.skip[href="#main"]'),
        name: e.tagName.toLowerCase() + ' “' + (e.textContent || e.name || '').trim().slice(0, 40) + '”',
        sized: box.width > 0 && box.height > 0 && style.visibility === 'visible' && style.opacity !== '0',
        outlined: outlined || style.boxShadow !== 'none',
        inside: shown(box.top, box.bottom, high) && shown(box.left, box.right, wide),
        uncovered: !top || e.contains(top) || top.contains(e) || [...(e.labels || [])].some(l => l.contains(top)),
    })
})()"""

TABS_MAXIMUM = 400
HEIGHTS = {320: 800, 1280: 900}


class Inspection:
    """Looks over the page that a browser shows, and keeps a picture of it."""

    def __init__(self, driver, address, width, has_scripts, pictures):
        self.driver = driver
        self.address = address
        self.width = width
        self.has_scripts = has_scripts
        self.pictures = pictures
        self.problems = []

    def sets_up_tab(self):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": self.width, "height": HEIGHTS[self.width], "deviceScaleFactor": 1, "mobile": False})
        self._allow_scripts(self.has_scripts)

    def all(self, name, keyboard=True):
        """Everything at once. What is wrong is told at the end, so that one run tells all of it."""
        self.picture(name)
        problems = self.layout() + self.console() + self.requests() + self.axe()
        if keyboard:
            problems += self.keyboard()
        if problems:
            where = f"{name} at {self.width} px, {self.driver.current_url}"
            self.problems.append("\n  - ".join([where] + problems))

    def must_be_clean(self):
        assert not self.problems, "\n".join(["pages with problems:"] + self.problems)

    def layout(self):
        page = self.driver.execute_script(LAYOUT)
        problems = []
        if len(page["headings"]) != 1:
            problems.append(f"must have one h1, has {page['headings']}")
        if not page["title"].strip() or not page["title"].endswith("Holdfast"):
            problems.append(f"its title is “{page['title']}”")
        if page["language"] != "en-GB":
            problems.append(f"its language is “{page['language']}”")
        if page["wide"] > page["room"]:
            problems.append(f"scrolls sideways: {page['wide']} px in {page['room']} px; beyond: {page['beyond']}")
        if page["torn"]:
            problems.append(f"the words of a cell are pulled apart: {page['torn']}")
        return problems

    def console(self):
        """What the browser complains of: broken pages, missing files, breaches of the content security policy."""
        problems = []
        for entry in self.driver.get_log("browser"):
            refused = entry["source"] == "network" and "Failed to load resource" in entry["message"]
            of_page = refused and not any(
                part in entry["message"].split(" ")[0] for part in ("/styles/", "/images/"))
            # A page that says what is wrong with a form, or that there is nothing here, is meant to.
            if entry["level"] == "SEVERE" and not (of_page and "status of 4" in entry["message"]):
                problems.append(f"console: {entry['message']}")
        return problems

    def requests(self):
        problems = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] != "Network.requestWillBeSent":
                continue
            url = message["params"]["request"]["url"]
            if not url.startswith((self.address + "/", "data:", "about:", "chrome:")):
                problems.append(f"asks another host: {url}")
        return problems

    def axe(self):
        # The checker needs scripts; the pages have none, so letting it run changes nothing on them.
        self._allow_scripts(True)
        self.driver.execute_script(AXE)
        options = {"runOnly": AXE_TAGS, "resultTypes": ["violations"], "preload": False}
        answer = self.driver.execute_cdp_cmd("Runtime.evaluate", {
            "expression": f"axe.run(document, {json.dumps(options)}).then(found => JSON.stringify(found.violations.map("
            "rule => [rule.id, rule.impact, rule.help, rule.nodes.slice(0, 3).map(node => node.html)])))",
            "awaitPromise": True, "returnByValue": True,
        })
        self._allow_scripts(self.has_scripts)
        assert "value" in answer["result"], answer
        return [
            f"axe: {rule} ({impact}): {words}: {' | '.join(html[:160] for html in nodes)}"
            for rule, impact, words, nodes in json.loads(answer["result"]["value"])
        ]

    def keyboard(self):
        """Tabs from the first element to the last: each is seen, shows that it has the focus, and is not covered."""
        self.driver.execute_script(FOCUS_TO_START)
        problems, met = [], 0
        for step in range(TABS_MAXIMUM):
            focused = self._tab()
            if focused is None or focused["order"] <= met:
                break
            met = focused["order"]
            if step == 0 and not focused["skip"]:
                problems.append(f"the first Tab reaches {focused['name']} and not the skip link")
            for fault, words in (
                ("sized", "has the focus and cannot be seen"), ("outlined", "does not show that it has the focus"),
                ("inside", "has the focus outside the screen"), ("uncovered", "has the focus under something else"),
            ):
                if not focused[fault]:
                    problems.append(f"{focused['name']} {words}")
        else:
            problems.append("Tab finds no end")
        self.driver.execute_script(
            "for (const e of document.querySelectorAll('[data-met]')) delete e.dataset.met; scrollTo(0, 0)")
        return problems

    def skip_link(self):
        """The skip link leads past the header. It changes the address, so it is not part of every look."""
        self.driver.execute_script(FOCUS_TO_START)
        self._tab()
        self._key("Enter", 13, "\r")
        place = self.driver.execute_script("return document.activeElement.id")
        assert place == "main", f"the skip link leads to “{place}”"

    def picture(self, name):
        size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        image = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "format": "png", "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": self.width, "height": size["height"], "scale": 1},
        })
        self.pictures.mkdir(parents=True, exist_ok=True)
        path = self.pictures / f"{name.replace(' ', '-')}-{self.width}.png"
        path.write_bytes(base64.b64decode(image["data"]))

    def _tab(self):
        self._key("Tab", 9)
        answer = self.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": FOCUSED, "returnByValue": True})
        text = answer["result"].get("value")
        return json.loads(text) if text else None

    def _key(self, name, code, text=None):
        key = {"key": name, "code": name, "windowsVirtualKeyCode": code}
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", key | down)
        self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", key | {"type": "keyUp"})

    def _allow_scripts(self, allowed):
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not allowed})
