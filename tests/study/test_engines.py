"""The ordered map: same results in the same order, however many processes, in bounded memory."""

import os

from newslab.study.engines import ordered_map


def doubled(chunk):
    return [2 * number for number in chunk]


def with_process(chunk):
    return [(number, os.getpid()) for number in chunk]


def test_one_process_and_two_give_the_same_in_the_same_order():
    numbers = list(range(1_000))
    expected = [2 * number for number in numbers]
    assert list(ordered_map(doubled, numbers, workers=1)) == expected
    assert list(ordered_map(doubled, numbers, workers=2)) == expected


def test_many_items_go_to_other_processes_and_few_stay_here():
    many = {process for _, process in ordered_map(with_process, range(1_000), workers=2)}
    few = {process for _, process in ordered_map(with_process, range(50), workers=2)}
    assert os.getpid() not in many
    assert few == {os.getpid()}


def test_a_stream_is_not_read_far_ahead():
    read = 0

    def stream():
        nonlocal read
        for number in range(1_000_000):
            read += 1
            yield number

    results = ordered_map(doubled, stream(), workers=1)
    next(results)
    assert read <= 50


def test_nothing_in_gives_nothing_out():
    assert list(ordered_map(doubled, [], workers=2)) == []
