#!/usr/bin/env python3
"""Opens HTML reports in a real browser, uses them as a reader does, and takes pictures.

    look.py FOLDER PAGE.html...      pictures and a PDF of each page go to FOLDER

Needs Chromium or Chrome (CHROMIUM names another binary) and nothing else: it speaks the DevTools protocol over
a pipe. Any report written as HTML will do. Exit 0: all held; 1: something did not; 77: there is no browser.
"""

import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "chrome"]


class Browser:
    """One headless browser with one tab."""

    def __init__(self, binary):
        to_browser, self.pipe_in = os.pipe()
        self.pipe_out, from_browser = os.pipe()
        os.set_inheritable(to_browser, True)
        os.set_inheritable(from_browser, True)
        self.profile = tempfile.mkdtemp(prefix="hearback-look-")
        command = [
            binary, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
            "--disable-dev-shm-usage", f"--user-data-dir={self.profile}", "--remote-debugging-pipe", "about:blank",
        ]

        def descriptors():
            # The protocol is spoken on 3 and 4; both may be taken by the pipes themselves.
            spare_in, spare_out = os.dup(to_browser), os.dup(from_browser)
            os.dup2(spare_in, 3)
            os.dup2(spare_out, 4)

        self.process = subprocess.Popen(
            command, preexec_fn=descriptors, close_fds=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self.rest, self.number, self.session, self.events = b"", 0, None, []
        self.dialogs = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Network", "Log", "DOM"]:
            self.call(f"{domain}.enable")

    def close(self):
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.profile, ignore_errors=True)

    def message(self):
        while b"\0" not in self.rest:
            chunk = os.read(self.pipe_out, 1 << 20)
            if not chunk:
                raise RuntimeError("the browser has gone")
            self.rest += chunk
        first, self.rest = self.rest.split(b"\0", 1)
        message = json.loads(first)
        if message.get("method") == "Page.javascriptDialogOpening":
            # Left open, it would hold up whatever comes next.
            self.dialogs.append(message["params"])
            self.send("Page.handleJavaScriptDialog", accept=False)
        return message

    def send(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.pipe_in, json.dumps(message).encode() + b"\0")
        return self.number

    def call(self, method, **params):
        number = self.send(method, **params)
        while True:
            answer = self.message()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def until(self, name):
        """Waits for an event that has not been seen before."""
        while not any(event.get("method") == name for event in self.events):
            self.events.append(self.message())

    def open(self, url, width, height=900, dark=False, scripts=True):
        self.events.clear()
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        theme = "dark" if dark else "light"
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.call("Page.navigate", url=url)
        self.until("Page.loadEventFired")

    def value(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def picture(self, path, whole=True):
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=whole, **(self.whole() if whole else {}))
        path.write_bytes(base64.b64decode(shot["data"]))

    def whole(self):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        return {"clip": {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 16000), "scale": 1}}

    def print(self, path):
        pdf = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True, displayHeaderFooter=False)
        path.write_bytes(base64.b64decode(pdf["data"]))

    def type(self, text):
        self.call("Input.insertText", text=text)

    def press(self, key, code):
        for kind in ["keyDown", "keyUp"]:
            text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)


class Checks:
    def __init__(self):
        self.failed = 0

    def hold(self, what, is_so):
        print(("  ok    " if is_so else "  FAILED  ") + what)
        self.failed += not is_so


ROWS = ".group > .scroll > table > tbody > tr:not(.why)"
SHOWN = f"Array.from(document.querySelectorAll('.findings')[%d].querySelectorAll('{ROWS}')).filter(r => r.offsetParent).length"


def quiet(browser, checks, url):
    """Nothing was asked of a network and nothing complained."""
    asked = [e["params"]["request"]["url"] for e in browser.events if e.get("method") == "Network.requestWillBeSent"]
    checks.hold("no request but for the page itself", all(one == url for one in asked))
    complaints = [e for e in browser.events if e.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")]
    checks.hold(f"no complaint in the console {complaints or ''}", not complaints)
    checks.hold(f"no dialog {browser.dialogs or ''}", not browser.dialogs)


def fits(browser, checks, width):
    widest = browser.value("document.documentElement.scrollWidth")
    checks.hold(f"nothing sticks out at {width} px ({widest})", widest <= width)
    cut = browser.value(
        "Array.from(document.querySelectorAll('.plot svg text')).filter(t => {"
        " const a = t.getBoundingClientRect(), b = t.ownerSVGElement.getBoundingClientRect();"
        " return a.left < b.left - 1 || a.right > b.right + 1 || a.bottom > b.bottom + 1 || a.top < b.top - 1; })"
        ".map(t => t.textContent)"
    )
    checks.hold(f"no label leaves its chart at {width} px {cut}", not cut)


def use(browser, checks):
    """Search, filters and sorting, by keys where a reader may have no mouse."""
    checks.hold("the controls are there", browser.value("document.querySelectorAll('.tools').length === document.querySelectorAll('.tools:not([hidden])').length"))
    block = browser.value("Array.from(document.querySelectorAll('.findings')).findIndex(f => f.querySelectorAll('"+ROWS+"').length > 2 && f.querySelectorAll('.group').length > 1)")
    if block < 0:
        return
    find = f"document.querySelectorAll('.findings')[{block}]"
    rows = SHOWN % block
    before = browser.value(rows)
    needle = browser.value(f"{find}.querySelector('tbody th').firstChild.textContent")
    browser.value(f"{find}.querySelector('input').focus()")
    browser.type(needle.lower())
    after = browser.value(rows)
    checks.hold(f"search narrows {before} rows to {after}", 0 < after < before)
    checks.hold("and says so", str(after) in browser.value(f"{find}.querySelector('output').textContent"))
    browser.type("鿿nothing")
    checks.hold("a search without result says so", browser.value(f"!{find}.querySelector('.nomatch').hidden"))
    browser.value(f"{find}.querySelector('.reset').click()")
    checks.hold("clearing shows all", browser.value(rows) == before)
    for by in ["severity", "code", "branch"]:
        select = f"{find}.querySelector('select[data-by={by}]')"
        if browser.value(f"{select} ? {select}.options.length : 0") < 2:
            continue
        browser.value(f"{select}.selectedIndex = 1; {select}.dispatchEvent(new Event('change'))")
        after = browser.value(rows)
        checks.hold(f"filter by {by}: {after} of {before}", 0 < after < before)
        browser.value(f"{find}.querySelector('.reset').click()")
    sort(browser, checks)


def sort(browser, checks):
    table = "Array.from(document.querySelectorAll('.group table')).find(t => t.querySelectorAll('td[data-v]').length > 2)"
    if not browser.value(f"!!({table})"):
        return
    late = f"Array.from(({table}).tBodies[0].rows).filter(r => !r.classList.contains('why')).map(r => r.querySelector('td[data-v]')).filter(Boolean).map(c => +c.dataset.v)"
    button = f"({table}).querySelector('thead th.num .sort')"
    browser.value(f"{button}.focus()")
    browser.press("Enter", 13)
    up = browser.value(late)
    checks.hold(f"sorted by a key press {up[:6]}", up == sorted(up))
    checks.hold("and told to screen readers", browser.value(f"({table}).querySelector('thead th.num').getAttribute('aria-sort')") == "ascending")
    browser.press("Enter", 13)
    down = browser.value(late)
    checks.hold("and the other way round", down == sorted(down, reverse=True))
    parted = browser.value(
        "Array.from(document.querySelectorAll('tr.why summary')).filter(s => !s.getAttribute('aria-label')"
        ".includes(s.closest('tr').previousElementSibling.querySelector('th').firstChild.textContent)).length")
    checks.hold("a row and its proof stay together", parted == 0)
    checks.hold("the days of a proof keep their order", browser.value("!document.querySelector('.why .sort, .proof .sort')"))


def proofs(browser, checks):
    """A row opens why it has its verdict, by a click and by keys."""
    details = "document.querySelector('tr.why details')"
    if not browser.value(f"!!{details}"):
        return
    browser.value(f"{details}.closest('tr').previousElementSibling.cells[1].click()")
    checks.hold("a click on a row opens its proof", browser.value(f"{details}.open"))
    browser.value(f"{details}.querySelector('summary').focus()")
    browser.press("Enter", 13)
    checks.hold("a key folds it again", not browser.value(f"{details}.open"))
    browser.press("Enter", 13)
    checks.hold("and opens it", browser.value(f"{details}.open"))


def without_scripts(browser, checks, url):
    browser.open(url, 1280, scripts=False)
    # Evaluation by the debugger is not a script of the page.
    checks.hold("without scripts the controls are hidden", browser.value("Array.from(document.querySelectorAll('.tools')).every(t => t.hidden)"))
    checks.hold("without scripts every row is there", browser.value("document.querySelectorAll('tbody tr[hidden], .group[hidden]').length") == 0)
    checks.hold("without scripts details open", browser.value("(d => { if (!d) return true; d.querySelector('summary').click(); return d.open; })(document.querySelector('details'))"))


def look(browser, checks, folder, page):
    url, name = page.resolve().as_uri(), page.stem
    browser.dialogs.clear()
    print(f"{name}: {page.stat().st_size:,} bytes")
    checks.hold("below a megabyte", page.stat().st_size <= 1_000_000)
    browser.open(url, 1280)
    quiet(browser, checks, url)
    fits(browser, checks, 1280)
    browser.picture(folder / f"{name}-1280.png")
    manifest = browser.value("JSON.parse(document.getElementById('hearback-manifest').textContent).schema")
    checks.hold(f"the manifest is there ({manifest})", manifest == "hearback-manifest/1")
    use(browser, checks)
    proofs(browser, checks)
    quiet(browser, checks, url)
    fits(browser, checks, 1280)
    browser.value("(document.querySelector('tr.why') || document.body).scrollIntoView({block: 'center', behavior: 'instant'})")
    browser.picture(folder / f"{name}-proof.png", whole=False)
    browser.open(url, 390, 844)
    proofs(browser, checks)
    fits(browser, checks, 390)
    browser.value("(document.querySelector('tr.why') || document.body).scrollIntoView({block: 'center', behavior: 'instant'})")
    browser.picture(folder / f"{name}-proof-390.png", whole=False)
    browser.picture(folder / f"{name}-390.png")
    browser.open(url, 1280, dark=True)
    browser.picture(folder / f"{name}-dark.png")
    browser.open(url, 1280)
    quiet(browser, checks, url)
    browser.print(folder / f"{name}.pdf")
    checks.hold("details are folded again after printing", browser.value("document.querySelectorAll('details[open]').length") == 0)
    without_scripts(browser, checks, url)
    browser.print(folder / f"{name}-noscript.pdf")
    browser.call("Emulation.setScriptExecutionDisabled", value=False)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    binary = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not binary:
        print("no browser: skipped")
        sys.exit(77)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    browser, checks = Browser(binary), Checks()
    try:
        for page in map(pathlib.Path, sys.argv[2:]):
            look(browser, checks, folder, page)
    finally:
        browser.close()
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
