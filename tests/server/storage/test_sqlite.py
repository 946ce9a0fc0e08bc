"""The file: made, brought up to date, and refused with a sentence when it cannot be used."""

from pathlib import Path

import apsw
import pytest

from server.domain.errors import UnusableSetup
from server.storage.sqlite import FILE_NAME, MIGRATIONS, open_file

NAMES = sorted(path.stem for path in MIGRATIONS.glob("0*.py"))


def opened(path: Path) -> None:
    open_file(path).close_all()


def refusal(path: Path) -> UnusableSetup:
    with pytest.raises(UnusableSetup) as refused:
        opened(path)
    return refused.value


def run(path: Path, *statements: str) -> list[tuple[object, ...]]:
    connection = apsw.Connection(str(path))
    try:
        return [row for one in statements for row in connection.execute(one).fetchall()]
    finally:
        connection.close()


def schema(path: Path) -> list[tuple[object, ...]]:
    return run(path, "SELECT name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*'")


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    opened(path)
    first = schema(path), run(path, "SELECT * FROM schema_migration")
    opened(path)
    assert (schema(path), run(path, "SELECT * FROM schema_migration")) == first
    assert [row[1] for row in first[1]] == NAMES
    assert [one.name for one in tmp_path.glob("before-*")] == []


def test_tables_are_strict(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    opened(path)
    listed = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    loose = {row[0] for row in run(path, f"{listed} AND strict = 0")}
    assert loose <= {"schema_migration", "sqlite_schema", "sqlite_sequence"}


def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    opened(path)
    newer = "INSERT INTO schema_migration (name, applied) VALUES ('9999_wonders', '2031-01-01')"
    run(path, newer)
    refused = refusal(path)
    assert refused.code == "newer_database"
    assert "9999_wonders" in refused.detail
    assert "Update" in refused.detail


def test_an_older_file_is_copied_before_it_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next migration, in a folder of its own."""
    path, folder = tmp_path / FILE_NAME, tmp_path / "migrations"
    opened(path)
    run(path, "INSERT INTO setting VALUES ('widget', '{\"name\": \"Acme\"}')")
    folder.mkdir()
    for migration in MIGRATIONS.glob("0*.py"):
        (folder / migration.name).write_text(migration.read_text())
    added = 'def up(_, db):\n    db.execute_sql("CREATE TABLE added (x)")\n'
    (folder / "0999_more.py").write_text(added)
    monkeypatch.setattr("server.storage.sqlite.MIGRATIONS", folder)
    before = schema(path)
    opened(path)
    assert "added" in {row[0] for row in schema(path)}
    copy = tmp_path / "before-0999_more.sqlite3"
    assert schema(copy) == before
    assert run(copy, "SELECT * FROM setting") == run(path, "SELECT * FROM setting")


def test_a_migration_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, folder = tmp_path / FILE_NAME, tmp_path / "migrations"
    opened(path)
    folder.mkdir()
    for migration in MIGRATIONS.glob("0*.py"):
        (folder / migration.name).write_text(migration.read_text())
    bad = 'def up(_, db):\n    db.execute_sql("DROP TABLE setting")\n    db.execute_sql("NO SQL")\n'
    (folder / "0999_bad.py").write_text(bad)
    monkeypatch.setattr("server.storage.sqlite.MIGRATIONS", folder)
    before = schema(path)
    assert refusal(path).code == "unusable_database"
    assert schema(path) == before


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        (b"Dear diary, " * 1_000, "unusable_database"),
        (b"SQLite format 3\x00" + b"\xff" * 8_000, "unusable_database"),
    ],
)
def test_what_is_no_database_is_refused_and_kept(
    tmp_path: Path, contents: bytes, code: str
) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(contents)
    assert refusal(path).code == code
    assert path.read_bytes() == contents


def test_a_damaged_file_is_refused_before_it_is_used(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    opened(path)
    run(path, *[f"INSERT INTO setting VALUES ('s{n}', hex(zeroblob(500)))" for n in range(200)])  # noqa: S608
    data = bytearray(path.read_bytes())
    for start in range(len(data) // 2, len(data) - 5_000, 4_096):
        data[start : start + 200] = b"\xaa" * 200
    path.write_bytes(data)
    refused = refusal(path)
    assert refused.code in {"damaged_database", "unusable_database"}
    assert "Restore a backup" in refused.detail or "restore a backup" in refused.detail


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    assert refusal(tmp_path / FILE_NAME).code == "unusable_database"
