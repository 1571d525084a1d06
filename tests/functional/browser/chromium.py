"""Drives a headless Chromium by its DevTools protocol: real keys and clicks, its own accessibility tree."""

import asyncio
import base64
import contextlib
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Final, TypeVar

import aiohttp

T = TypeVar("T")

TOO_LONG: Final = 15.0
"""Seconds after which something that was waited for does not happen."""

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_FLAGS: Final = (
    "--headless=new",
    "--remote-debugging-port=0",
    "--no-first-run",
    "--no-sandbox",  # it opens our own pages only, and in containers there often is none
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--hide-scrollbars",
    "--mute-audio",
)

_KEYS: Final = {
    "Enter": (13, "\r"),
    "Tab": (9, ""),
    "Escape": (27, ""),
    " ": (32, " "),
    "ArrowDown": (40, ""),
    "ArrowRight": (39, ""),
}
"""What the protocol needs to know of each key that tests press: its number and its text."""

CTRL: Final = 2
SHIFT: Final = 8


def chromium_path() -> str | None:
    """Return where Chromium is, or None where there is none."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


class Chromium:
    """One browser. Each page that is opened knows nothing of the others."""

    def __init__(self, program: str, profile: Path) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="chromium")
        self._thread.start()
        flags = [*_FLAGS, f"--user-data-dir={profile}"]
        self._process = subprocess.Popen(
            [program, *flags, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._numbers = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._pages: dict[str, Page] = {}
        try:
            port, path = self._address(profile / "DevToolsActivePort")
            self.run(self._connect(f"ws://127.0.0.1:{port}{path}"))
        except BaseException:
            self.close()
            raise

    def open(self, url: str, width: int = 390, height: int = 844) -> "Page":
        """Return a new page of a person who was never here."""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session, target)
        self._pages[session] = page
        for domain in ("Page", "Runtime", "Network", "Log", "Accessibility", "DOM"):
            page.call(f"{domain}.enable")
        page.size(width, height)
        page.go(url)
        return page

    def call(self, method: str, session: str = "", **parameters: Any) -> Any:
        """Return what a command of the protocol answers."""
        return self.run(self._call(method, session, parameters))

    def close(self) -> None:
        """End the browser."""
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if hasattr(self, "_reading"):
            self.run(self._disconnect())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what a coroutine comes to on the browser's own loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(TOO_LONG)

    def _address(self, file: Path) -> tuple[str, str]:
        end = time.monotonic() + TOO_LONG
        while time.monotonic() < end and self._process.poll() is None:
            with contextlib.suppress(OSError):
                lines = file.read_text(encoding="utf-8").splitlines()
                if len(lines) == 2:
                    return lines[0], lines[1]
            time.sleep(0.05)
        raise OSError(f"Chromium does not start ({self._process.poll()})")

    async def _connect(self, url: str) -> None:
        self._client = aiohttp.ClientSession()
        self._socket = await self._client.ws_connect(url, max_msg_size=0)
        self._reading = asyncio.create_task(self._read())

    async def _disconnect(self) -> None:
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        await self._client.close()

    async def _read(self) -> None:
        async for frame in self._socket:
            told = json.loads(frame.data)
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told)
            elif page := self._pages.get(told.get("sessionId", "")):
                page.note(told["method"], told["params"])

    async def _call(self, method: str, session: str, parameters: dict[str, Any]) -> Any:
        self._numbers += 1
        number = self._numbers
        self._answers[number] = asyncio.get_running_loop().create_future()
        frame = {"id": number, "method": method, "params": parameters}
        await self._socket.send_json(frame | ({"sessionId": session} if session else {}))
        told = await self._answers[number]
        assert "error" not in told, (method, told["error"])
        return told["result"]


class Page:
    """One page, with everything that it did on its own."""

    def __init__(self, browser: Chromium, session: str, target: str) -> None:
        self._browser = browser
        self._session = session
        self._target = target
        self.requests: list[str] = []
        """Addresses that were asked for."""
        self.faults: list[str] = []
        """Uncaught errors, and what the policy of the page has blocked."""
        self.dialogs: list[str] = []

    def call(self, method: str, **parameters: Any) -> Any:
        """Return what a command of the protocol answers for this page."""
        return self._browser.call(method, self._session, **parameters)

    def note(self, method: str, told: dict[str, Any]) -> None:
        """Remember what the page did."""
        match method:
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Network.webSocketCreated":
                self.requests.append(told["url"])
            case "Runtime.exceptionThrown":
                details = told["exceptionDetails"]
                self.faults.append(str(details.get("exception", {}).get("description", details["text"])))
            case "Log.entryAdded" if told["entry"]["source"] in ("security", "violation"):
                self.faults.append(told["entry"]["text"])
            case "Page.javascriptDialogOpening":
                self.dialogs.append(told["message"])

    def go(self, url: str) -> None:
        """Open an address."""
        self.call("Page.navigate", url=url)

    def close(self) -> None:
        """Close the page."""
        self._browser.call("Target.closeTarget", targetId=self._target)

    def reload(self) -> None:
        """Load the page again, and wait until it is another one."""
        self.do("window.isOld = true")
        self.call("Page.reload")
        self.wait("!window.isOld && document.readyState === 'complete'")

    def size(self, width: int, height: int, scale: float = 1) -> None:
        """Give the window another size; a narrow one is a phone's."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 700,
        )

    def media(self, **features: str) -> None:
        """Let the page see preferences, for example `prefers_color_scheme="dark"`."""
        listed = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", features=listed)

    def offline(self, is_offline: bool) -> None:
        """Take the network away, or give it back."""
        self.call(
            "Network.emulateNetworkConditions",
            offline=is_offline,
            latency=0,
            downloadThroughput=-1,
            uploadThroughput=-1,
        )

    def do(self, script: str) -> Any:
        """Return what a script comes to."""
        done = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, (script, done["exceptionDetails"])
        return done["result"].get("value")

    def wait(self, script: str) -> None:
        """Wait until a script comes to something true."""
        end = time.monotonic() + TOO_LONG
        while True:
            with contextlib.suppress(AssertionError):  # between two pages there is none
                if self.do(f"Boolean({script})"):
                    return
            assert time.monotonic() < end, f"it does not happen: {script}\n{self.text()}\n{self.faults}"
            time.sleep(0.03)

    def text(self) -> str:
        """Return the text that is seen."""
        return str(self.do("document.body.innerText"))

    def sees(self, text: str) -> None:
        """Wait until a text is seen."""
        self.wait(f"document.body.innerText.includes({json.dumps(text)})")

    def shown(self, selector: str) -> None:
        """Wait until an element is seen."""
        self.wait(f"!!document.querySelector({json.dumps(selector)})?.getClientRects().length")

    def value(self, selector: str) -> str:
        """Return what stands in a field."""
        return str(self.do(f"document.querySelector({json.dumps(selector)}).value"))

    def click(self, selector: str) -> None:
        """Click in the middle of an element."""
        self.shown(selector)
        found = json.dumps(selector)
        x, y = self.do(
            f"(() => {{ const node = document.querySelector({found});"
            " node.scrollIntoView({block: 'center'}); const box = node.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def fill(self, selector: str, text: str) -> None:
        """Put the cursor into a field and type; what stood in it is typed over."""
        self.shown(selector)
        self.do(
            f"(() => {{ const node = document.querySelector({json.dumps(selector)});"
            " node.focus(); node.select(); })()"
        )
        self.type(text)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.call("Input.insertText", text=text)

    def press(self, key: str, modifiers: int = 0) -> None:
        """Press a key."""
        number, text = _KEYS[key]
        about = {"key": key, "code": key, "windowsVirtualKeyCode": number, "modifiers": modifiers}
        if text and not modifiers:
            about["text"] = text
        self.call("Input.dispatchKeyEvent", type="keyDown", **about)
        self.call("Input.dispatchKeyEvent", type="keyUp", **about)

    def tree(self) -> list[dict[str, str]]:
        """Return what a screen reader finds: role and name of everything that is not passed over."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        return [
            {"role": str(node["role"]["value"]), "name": str(node.get("name", {}).get("value", ""))}
            for node in nodes
            if not node["ignored"]
        ]

    def picture(self, path: Path, is_whole: bool = False) -> None:
        """Write what is seen as PNG."""
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=is_whole)
        path.write_bytes(base64.b64decode(shot["data"]))
