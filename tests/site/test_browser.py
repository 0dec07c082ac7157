"""The pages in Chromium: nothing is asked for, nothing goes wrong, nobody is shut out, and the filter works."""

from __future__ import annotations

import os
import shutil
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from tests.benchmarks.generate import generate
from tests.site.conftest import REPOS, made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from tests.conftest import PolicyRepo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = os.environ.get("POLICYCHECK_REQUIRE_BROWSER") == "1"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKED_AT = {
    "veisto": ("index.html", "findings.html", "documents.html", "register-customer.html"),
    "btb-plaza": ("index.html", "rights.html", "retention.html", "words.html"),
    "connect-services": ("agenda.html", "parties.html", "rules.html"),
    "btb-plaza-remedied": ("register-website-chat.html", "destinations.html", "law.html"),
}
"""The pages that axe looks at: each template once, as it takes its time."""
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None and not REQUIRED, reason="there is no chromium on the PATH"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "POLICYCHECK_REQUIRE_BROWSER=1, and there is no chromium on the PATH"
    with sync_playwright() as driver:
        yield driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


class Reader:
    """Somebody who opens pages from disk, and notes whatever goes wrong or is asked for."""

    def __init__(self, browser: Browser, folder: Path, **look: Any) -> None:
        self.folder = folder
        self.wrong: list[str] = []
        self.page: Page = browser.new_context(**look).new_page()
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((f"file://{self.folder}/", "data:")):
            self.wrong.append(url)

    def open(self, name: str) -> Page:
        self.page.goto(f"file://{self.folder}/{name}")
        return self.page

    def barriers(self) -> list[str]:
        self.page.evaluate(AXE)
        found = self.page.evaluate("tags => axe.run({runOnly: tags, preload: false})", STANDARDS)
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


def _written(folder: Path, content: dict[str, str]) -> list[str]:
    for name, text in content.items():
        (folder / name).write_text(text, "utf-8")
    return [name for name in content if name.endswith(".html")]


@pytest.mark.parametrize(
    ("name", "language", "look"),
    [
        ("veisto", "en", {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}}),
        ("btb-plaza", "fi", {"color_scheme": "dark", "viewport": {"width": 360, "height": 700}}),
        ("connect-services", "sv", {"color_scheme": "light", "viewport": {"width": 820, "height": 900}}),
        ("btb-plaza-remedied", "fi", {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}}),
    ],
)
def test_every_page_opens_quietly_and_shuts_nobody_out(
    browser: Browser, tmp_path: Path, name: str, language: str, look: dict[str, Any]
) -> None:
    names = _written(tmp_path, made(REPOS / name, language))
    reader = Reader(browser, tmp_path, **look)
    width = look["viewport"]["width"]
    looked_at = LOOKED_AT[name]
    for page in names:
        shown = reader.open(page)
        assert shown.evaluate("document.documentElement.scrollWidth") <= width, f"{page} is wider than the screen"
        if page in looked_at:
            assert reader.barriers() == [], page
    assert reader.wrong == []


def test_search_and_filter_show_what_is_asked_for(browser: Browser, tmp_path: Path) -> None:
    _written(tmp_path, made(REPOS / "veisto"))
    reader = Reader(browser, tmp_path)
    page = reader.open("findings.html")
    rows = page.locator("#findings tbody tr:visible")
    whole = rows.count()

    page.get_by_label("Severity").select_option("error")
    assert 0 < rows.count() < whole
    page.get_by_label("Article").select_option(index=1)
    assert rows.count() < whole
    assert page.get_by_role("status").inner_text().startswith(f"{rows.count()} of {whole}")
    page.get_by_role("button").click()
    page.get_by_label("Search").fill("CONTROLLER is")
    assert 0 < rows.count() < whole
    page.get_by_label("Search").fill("nowhere at all")
    assert rows.count() == 0
    assert reader.wrong == []


def test_without_script_all_is_there_to_read(browser: Browser, tmp_path: Path) -> None:
    _written(tmp_path, made(REPOS / "veisto"))
    page = Reader(browser, tmp_path, java_script_enabled=False).open("findings.html")

    assert page.locator("#findings tbody tr:visible").count() > 50
    assert page.locator("form:visible").count() == 0


def test_the_keyboard_leads_to_the_content_first(browser: Browser, tmp_path: Path) -> None:
    _written(tmp_path, made(REPOS / "veisto"))
    page = Reader(browser, tmp_path).open("index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_attacks_stay_silent(browser: Browser, tmp_path: Path, attacked_repo: PolicyRepo) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    names = _written(folder, made(attacked_repo.root))
    reader = Reader(browser, folder)
    for name in names:
        reader.open(name)
    assert reader.wrong == []


def test_two_hundred_registers_are_shown_without_delay(browser: Browser, tmp_path: Path) -> None:
    repo, folder = tmp_path / "repo", tmp_path / "out"
    generate(repo, 200, seed=1, defects=0.05)
    folder.mkdir()
    names = _written(folder, made(repo))
    reader = Reader(browser, folder)
    registers = [name for name in names if name.startswith("register-")]
    for name in ("index.html", "findings.html", "rights.html", "retention.html", *registers[::40]):
        page = reader.open(name)
        assert page.evaluate("performance.timing.domComplete - performance.timing.navigationStart") < 5_000, name
    assert reader.barriers() == []
    assert reader.wrong == []
