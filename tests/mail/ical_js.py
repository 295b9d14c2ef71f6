"""ical.js, which Thunderbird and many web calendars read with, as an independent reader; by Node."""

import json
import shutil
import subprocess
from datetime import datetime
from functools import cache

import pytest

from tests.mail.libical import Read

_READ = """
const ICAL = require("ical.js");
const given = [];
process.stdin.on("data", (chunk) => given.push(chunk)).on("end", () => {
  const root = new ICAL.Component(ICAL.parse(Buffer.concat(given).toString("utf8")));
  const events = root.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
  const when = (time) => time.toJSDate().toISOString();
  console.log(JSON.stringify(events.map((event) => [
    event.uid, event.sequence, event.summary, when(event.startDate), when(event.endDate)])));
});
"""


def read(data: bytes) -> list[Read]:
    """Give the events of a calendar object; skips the test where Node or ical.js is missing."""
    node = shutil.which("node")
    if node is None or not _is_there(node):
        pytest.skip("ical.js is not on NODE_PATH, or there is no Node")
    ran = subprocess.run([node, "-e", _READ], input=data, capture_output=True, check=True, timeout=60)
    return [
        Read(uid, sequence, summary, datetime.fromisoformat(starts), datetime.fromisoformat(ends))
        for uid, sequence, summary, starts, ends in json.loads(ran.stdout)
    ]


@cache
def _is_there(node: str) -> bool:
    return (
        subprocess.run([node, "-e", 'require("ical.js")'], capture_output=True, check=False).returncode == 0
    )
