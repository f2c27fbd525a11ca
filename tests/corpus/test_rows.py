"""What each kind of file gives, and the one line that each kind of damage gets; texts and damages are our own."""

import json

import pyarrow as pa
import pyarrow.parquet
import pytest

from newslab.corpus.row import Row
from newslab.corpus.rows import Refusal, SourceError, read_rows

GERMAN = {"id": "a", "text": "Der Bürgermeister sagte: „Es reicht.“ 😀"}
ENGLISH = {"id": "b", "text": "The mayor said: “Enough.”"}


def rows_of(path, data: bytes, encoding=None):
    path.write_bytes(data)
    return list(read_rows(path, encoding))


def jsonl(*rows) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def only_refusal(rows) -> Refusal:
    (refusal,) = [row for row in rows if isinstance(row, Refusal)]
    return refusal


def test_json_lines_give_a_row_for_each_line_with_its_number(tmp_path):
    rows = rows_of(tmp_path / "a.jsonl", jsonl(GERMAN) + b"\n" + jsonl(ENGLISH))
    assert [(row.line, row.data) for row in rows] == [(1, GERMAN), (3, ENGLISH)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.tsv", "a.txt"])
def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path, name):
    table = {"a.csv": "id,text\na,ä\n", "a.tsv": "id\ttext\na\tä\n"}.get(name, '{"id": "a", "text": "ä"}\n')
    (row,) = rows_of(tmp_path / name, b"\xef\xbb\xbf" + table.encode())
    assert row.data == {"id": "a", "text": "ä"}


def test_line_separators_of_unicode_do_not_end_a_line(tmp_path):
    odd = {"id": "a", "text": "eins\u2028zwei\u0085drei"}
    (row,) = rows_of(tmp_path / "a.jsonl", jsonl(odd))
    assert row.data == odd


def test_one_bad_byte_costs_one_row_and_is_named_by_its_offset_in_the_file(tmp_path):
    first = jsonl(GERMAN)
    rows = rows_of(tmp_path / "a.jsonl", first + b'{"id": "M\xfcller"}\n' + jsonl(ENGLISH))
    assert [type(row) for row in rows] == [Row, Refusal, Row]
    assert rows[1].line == 2
    assert f"byte 0xFC at offset {len(first) + 9}" in rows[1].message
    assert "--encoding" in rows[1].message


def test_a_named_encoding_is_read(tmp_path):
    (row,) = rows_of(tmp_path / "a.jsonl", '{"id": "Müller"}\n'.encode("cp1252"), "cp1252")
    assert row.data == {"id": "Müller"}
    (row,) = rows_of(tmp_path / "b.jsonl", '{"id": "Müller"}\n'.encode("utf-16"), "utf-16")
    assert row.data == {"id": "Müller"}


def test_an_unknown_encoding_is_the_users_mistake(tmp_path):
    with pytest.raises(SourceError, match="no encoding is called 'klingon'"):
        rows_of(tmp_path / "a.jsonl", jsonl(GERMAN), "klingon")


def test_utf_16_without_its_name_is_recognised(tmp_path):
    refusal = only_refusal(rows_of(tmp_path / "a.jsonl", '{"id": "a"}\n'.encode("utf-16")))
    assert "the file is UTF-16" in refusal.message
    assert "--encoding utf-16" in refusal.message


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.txt"])
def test_a_binary_file_gets_one_line(tmp_path, name):
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    rows = rows_of(tmp_path / name, picture)
    assert len(rows) == 1
    assert "a binary file" in rows[0].message


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.tsv"])
def test_an_empty_file_is_told(tmp_path, name):
    refusal = only_refusal(rows_of(tmp_path / name, b""))
    assert refusal.line == 1
    assert "the file is empty, expected" in refusal.message


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"id": "a", "text": ', "broken JSON at column 21"),
        (b'["a", "b"]', "a list, expected a JSON object"),
        (b"null", "null, expected a JSON object"),
        (b"17", "a number, expected a JSON object"),
        (b'{"id": "a", "score": NaN}', "NaN is not a JSON number"),
        (b'{"id": "a", "score": 1e999}', "too large a number"),
        (b'{"id": "a", "text": "x\\u0000y"}', "a NUL at character 1 in text"),
        (b'{"id": "a", "text": "x\x00y"}', "broken JSON"),
        (b'{"id": "a", "text": "x\\ud800y"}', "an unpaired surrogate (U+D800) at character 1 in text"),
        (b'{"id": "a", "other": [{"deep": "\\udc00"}]}', "an unpaired surrogate (U+DC00) at character 0 in other"),
        (b'{"a\\ud800": 1}', "an unpaired surrogate (U+D800) at character 1 in a\\ud800"),
        (b'{"a":' * 100_000, "nested too deeply"),
    ],
    ids=lambda value: value[:30] if isinstance(value, bytes) else "",
)
def test_each_damage_is_named_and_the_next_row_goes_on(tmp_path, line, said):
    rows = rows_of(tmp_path / "a.jsonl", line + b"\n" + jsonl(ENGLISH))
    assert [type(row) for row in rows] == [Refusal, Row]
    assert said in rows[0].message
    assert rows[0].line == 1


def test_a_surrogate_pair_is_an_emoji(tmp_path):
    (row,) = rows_of(tmp_path / "a.jsonl", b'{"id": "a", "text": "\\ud83d\\ude00"}\n')
    assert row.data["text"] == "😀"


def test_a_refused_row_tells_its_id(tmp_path):
    refusal = only_refusal(rows_of(tmp_path / "a.jsonl", b'{"id": "row-7", "text": "\\ud800"}\n'))
    assert refusal.id == "row-7"
    assert str(refusal).startswith(f"{tmp_path}/a.jsonl:1: ")


def test_five_million_characters_in_one_line_are_one_row(tmp_path):
    text = "Wort " * 1_000_000
    (row,) = rows_of(tmp_path / "a.jsonl", jsonl({"id": "a", "text": text}))
    assert row.data["text"] == text
    (row,) = rows_of(tmp_path / "a.csv", f"id,text\na,{text}\n".encode())
    assert row.data["text"] == text


def test_a_json_list_gives_its_objects_with_their_lines(tmp_path):
    rows = rows_of(tmp_path / "a.json", b'[\n {"id": "a"},\n 5,\n {"id": "c",\n "x": 1}\n]\n')
    assert [row.line for row in rows] == [2, 3, 4]
    assert [type(row) for row in rows] == [Row, Refusal, Row]


def test_a_json_list_that_breaks_keeps_what_came_before(tmp_path):
    rows = rows_of(tmp_path / "a.json", b'[{"id": "a"},\n {"id": }, {"id": "c"}]')
    assert [type(row) for row in rows] == [Row, Refusal]
    assert rows[1].line == 2
    assert "the rest of the list cannot be read" in rows[1].message


@pytest.mark.parametrize("tail", [b"", b',\n{"id": "b"'])
def test_a_json_list_without_its_end_is_told(tmp_path, tail):
    rows = rows_of(tmp_path / "a.json", b'[{"id": "a"}' + tail)
    assert [type(row) for row in rows] == [Row, Refusal]


def test_json_may_wrap_its_list_or_be_one_object_or_hold_lines(tmp_path):
    wrapped = rows_of(tmp_path / "a.json", b'{"count": 2, "articles": [{"id": "a"}, {"id": "b"}]}')
    assert [row.data for row in wrapped] == [{"id": "a"}, {"id": "b"}]
    single = rows_of(tmp_path / "b.json", b'{\n"id": "a",\n"text": "x"}')
    assert [row.data for row in single] == [{"id": "a", "text": "x"}]
    lines = rows_of(tmp_path / "c.json", jsonl(GERMAN, ENGLISH))
    assert [row.data for row in lines] == [GERMAN, ENGLISH]


def test_csv_quotes_fields_over_several_lines_and_counts_from_their_first(tmp_path):
    rows = rows_of(tmp_path / "a.csv", b'id,text\na,"eins,\nzwei ""drei"""\nb,\n')
    assert [(row.line, row.data) for row in rows] == [
        (2, {"id": "a", "text": 'eins,\nzwei "drei"'}),
        (4, {"id": "b", "text": None}),
    ]


@pytest.mark.parametrize(
    ("name", "header", "found", "wanted"),
    [
        ("a.csv", "id;title;text", "semicolons", "commas"),
        ("a.csv", "id\ttext", "tabs", "commas"),
        ("a.tsv", "id,text", "commas", "tabs"),
    ],
)
def test_a_wrong_delimiter_refuses_the_file_in_one_line(tmp_path, name, header, found, wanted):
    refusal = only_refusal(rows_of(tmp_path / name, f"{header}\n1;2;3\n4;5;6\n".encode()))
    assert refusal.line == 1
    assert f"columns separated by {found}, expected {wanted}" in refusal.message


def test_csv_rows_of_another_width_or_with_a_bad_byte_are_refused_alone(tmp_path):
    data = b"id,text\na,eins\nb,zwei,drei\nc,M\xfcller\nd,vier\n"
    rows = rows_of(tmp_path / "a.csv", data)
    assert [type(row) for row in rows] == [Row, Refusal, Refusal, Row]
    assert rows[1].message == "3 fields, expected 2 as in the header"
    assert f"offset {data.index(0xFC)}" in rows[2].message
    assert rows[3].data == {"id": "d", "text": "vier"}


def test_csv_with_an_open_quote_or_two_columns_of_a_name_is_told(tmp_path):
    assert "broken quoting" in only_refusal(rows_of(tmp_path / "a.csv", b'id,text\na,"eins\nb,zwei\n')).message
    assert "two columns are called 'id'" in only_refusal(rows_of(tmp_path / "b.csv", b"id,id\n1,2\n")).message


def test_parquet_gives_its_records(tmp_path):
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pa.Table.from_pylist([GERMAN, ENGLISH, {"id": "c", "text": "a\0b"}]), path)
    rows = list(read_rows(path))
    assert [row.data for row in rows[:2]] == [GERMAN, ENGLISH]
    assert rows[2].message.startswith("a NUL at character 1 in text")


@pytest.mark.parametrize("data", [b"", b"PAR1 but no more", b"id,text\n"])
def test_a_parquet_file_that_is_none_is_told(tmp_path, data):
    assert "expected a Parquet file" in only_refusal(rows_of(tmp_path / "a.parquet", data)).message


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet", "a.json"])
def test_a_file_that_does_not_exist_is_the_users_mistake(tmp_path, name):
    with pytest.raises(SourceError, match="cannot read"):
        list(read_rows(tmp_path / name))
