"""A person at the browser, who finds things as people do: by the words on the page."""

from contextlib import contextmanager

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

PASSWORD = "holdfast demo"
COOKIE = "holdfast"
SECONDS = 20


class Visitor:
    def __init__(self, driver, address, inspection):
        self.driver = driver
        self.address = address
        self.inspection = inspection
        self._root = None
        self._cookies = {}

    # Coming and going

    def opens(self, path):
        self.driver.get(self.address + path)

    def signs_in(self, email, password=PASSWORD):
        """Through the page the first time; afterwards the browser still knows the person."""
        self.driver.delete_all_cookies()
        if email in self._cookies:
            self.driver.add_cookie(self._cookies[email])
            self.opens("/")
            return
        self.opens("/sign-in")
        self.fills_in_sign_in(email, password)
        self._cookies[email] = {
            key: value for key, value in self.driver.get_cookie(COOKIE).items() if key in ("name", "value", "path")}

    def fills_in_sign_in(self, email, password=PASSWORD):
        self.types("E-mail address", email)
        self.types("Password", password)
        self.presses("Sign in")

    def loses_the_session(self):
        self.driver.delete_cookie(COOKIE)

    def reloads(self):
        self.driver.refresh()

    def goes_back(self):
        self.driver.back()

    @contextmanager
    def in_another_tab(self):
        """Goes there and comes back; the tab stays, with what was done in it, until it is closed."""
        first = self.driver.current_window_handle
        others = [each for each in self.driver.window_handles if each != first]
        if others:
            self.driver.switch_to.window(others[0])
        else:
            self.driver.switch_to.new_window("tab")
            self.inspection.sets_up_tab()
        try:
            yield self
        finally:
            self._root = None
            self.driver.switch_to.window(first)

    def closes_other_tabs(self):
        first = self.driver.current_window_handle
        for each in self.driver.window_handles:
            if each != first:
                self.driver.switch_to.window(each)
                self.driver.close()
        self.driver.switch_to.window(first)

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.address).split("#")[0].split("?")[0]

    # Doing

    def presses(self, words, about=None):
        self._leave(self.button(words, about).click)

    def double_presses(self, words):
        button = self.button(words)
        self._leave(lambda: ActionChains(self.driver).double_click(button).perform())

    def follows(self, words, about=None, near=None):
        """A link; where several have the same words, the one on the card that says more."""
        if near is None:
            self._leave(self._one("a", words, about).click)
            return
        path = f"//*[contains(concat(' ', normalize-space(@class), ' '), ' card ')][contains(., {quoted(near)})]//a[{begins('.', words)}]"
        self._leave(self.driver.find_element(By.XPATH, path).click)

    def types(self, label, text):
        field = self.field(label)
        field.clear()
        field.send_keys(text)

    def chooses(self, label, option=None):
        """A radio or box by its label; or an option of a list."""
        if option is not None:
            Select(self.field(label)).select_by_visible_text(option)
            return
        found = self._one("label", label)
        # Some boxes lie in a part that has to be opened first.
        if not found.is_displayed():
            raise AssertionError(f"“{label}” is not to be seen")
        found.click()

    def opens_part(self, words):
        self._one("summary", words).click()

    # Seeing

    def button(self, words, about=None):
        return self._one("button", words, about)

    def field(self, label):
        return self.driver.find_element(By.ID, self._one("label", label).get_attribute("for"))

    def words(self):
        root = self._root or self.driver.find_element(By.TAG_NAME, "body")
        return " ".join(root.text.split())

    def sees(self, *texts):
        words = self.words()
        for text in texts:
            assert text in words, f"“{text}” is not on {self.driver.current_url}, which says: {words[:1500]}"

    def does_not_see(self, *texts):
        words = self.words()
        for text in texts:
            assert text not in words, f"“{text}” is on {self.driver.current_url}"

    def heading(self):
        return " ".join(self.driver.find_element(By.TAG_NAME, "h1").text.split())

    def problem_of(self, label):
        """What is said next to a field."""
        notes = self.field(label).get_attribute("aria-describedby") or ""
        for note in notes.split():
            if note.endswith("-problem"):
                return self.driver.find_element(By.ID, note).text.removeprefix("Error:").strip()
        return None

    def has(self, element, words):
        return bool(self._all(element, words))

    def row(self, name, table=None):
        """The cells of the row with this name, by the words over their columns."""
        scope = f"//table[@id={quoted(table)}]" if table else ".//table"
        path = f"{scope}//tr[th[@scope='row'][{begins('.', name)}]]"
        found = self.driver.find_element(By.XPATH, path)
        head = found.find_elements(By.XPATH, "./ancestor::table[1]/thead/tr/th")
        cells = found.find_elements(By.XPATH, "./th | ./td")
        return {text(over): text(cell) for over, cell in zip(head, cells)}

    def fact(self, term):
        path = f".//dt[{begins('.', term)}]/following-sibling::dd[1]"
        return text((self._root or self.driver).find_element(By.XPATH, path))

    def link(self, words):
        return self._one("a", words).get_attribute("href").removeprefix(self.address)

    @contextmanager
    def at(self, heading):
        """Only in the part of the page under this heading."""
        path = (
            f"//*[self::h2 or self::h3][{begins('.', heading)}]"
            "/ancestor::*[self::section or self::li or contains(@class, 'panel')][1]")
        self._root = self.driver.find_element(By.XPATH, path)
        try:
            yield self
        finally:
            self._root = None

    def looks(self, name, keyboard=True):
        """Has the whole page inspected, and a picture of it kept."""
        self.inspection.all(name, keyboard)

    # How

    def _all(self, element, words, about=None):
        condition = f"[{begins('.', words)}]" + (f"[contains(normalize-space(.), {quoted(about)})]" if about else "")
        return (self._root or self.driver).find_elements(By.XPATH, f".//{element}{condition}")

    def _one(self, element, words, about=None):
        found = self._all(element, words, about)
        exact = [each for each in found if text(each) == words]
        found = exact if len(exact) == 1 else found
        if len(found) != 1:
            raise AssertionError(
                f"there are {len(found)} {element} “{words}” on {self.driver.current_url}: {self.words()[:1500]}")
        return found[0]

    def _leave(self, action):
        """Does what leads to another page, and waits for that."""
        old = self.driver.find_element(By.TAG_NAME, "html")
        action()
        self._root = None
        WebDriverWait(self.driver, SECONDS, poll_frequency=0.02).until(lambda driver: self._has_left(driver, old))

    @staticmethod
    def _has_left(driver, old):
        try:
            old.is_enabled()
            return False
        except WebDriverException:
            # The old page is gone, or going.
            pass
        try:
            return driver.execute_script("return document.readyState") == "complete"
        except WebDriverException:
            return False


def text(element):
    return " ".join(element.get_attribute("textContent").split())


def quoted(words):
    if '"' not in words:
        return f'"{words}"'
    return "concat(" + ", '\"', ".join(f'"{part}"' for part in words.split('"')) + ")"


def begins(place, words):
    """The beginning is enough: what is heard after a button's words is not seen."""
    return f"starts-with(normalize-space({place}), {quoted(words)})"
