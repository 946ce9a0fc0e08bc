"""`deskbell knowledge import`, in a process of its own."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import apsw

from tests.support.office_files import word

SHOP = "# Returns\n\nWithin 30 days.\n"


def importing(data_dir: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", "knowledge", "import", "--data-dir", str(data_dir)]
    return subprocess.run([*command, *words], capture_output=True, encoding="utf-8", check=False)


def test_folders_are_read_and_each_thing_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "常见问题"
    (folder / "more").mkdir(parents=True)
    (folder / "shop.md").write_text(SHOP)
    (folder / ".hidden.md").write_text("no")
    (folder / "~$pay.docx").write_text("no")
    (folder / "more" / "pay.docx").write_bytes(word(("Payment", "By card.")))
    ended = importing(tmp_path / "data", str(folder))
    assert ended.stdout.splitlines() == [
        "added     常见问题/shop.md: Returns",
        "added     常见问题/more/pay.docx: Payment",
        "2 added",
    ]
    assert ended.returncode == 0
    again = importing(tmp_path / "data", str(folder))
    assert again.stdout.splitlines()[-1] == "2 unchanged"


def test_what_is_new_waits_as_a_draft_when_asked(tmp_path: Path) -> None:
    (tmp_path / "shop.md").write_text(SHOP)
    data_dir = tmp_path / "data"
    importing(data_dir, str(tmp_path / "shop.md"), "--draft")
    with closing(apsw.Connection(str(data_dir / "deskbell.sqlite3"))) as file:
        assert list(file.execute("SELECT status FROM article")) == [("draft",)]


def test_what_is_refused_is_said_and_the_rest_is_imported(tmp_path: Path) -> None:
    (tmp_path / "shop.md").write_text(SHOP)
    ended = importing(
        tmp_path / "data", str(tmp_path / "shop.md"), str(tmp_path / "none.md"), "--force"
    )
    assert ended.returncode == 1
    assert ended.stdout.splitlines() == [
        "added     shop.md: Returns",
        "refused   none.md: There is no such file or folder. Check the path.",
        "1 added, 1 refused",
    ]
