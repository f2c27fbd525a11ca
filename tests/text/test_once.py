"""A value is computed when it is first asked for, and never again for the same object."""

from newslab.text.once import once


class Counted:
    asked = 0

    @once
    def value(self) -> int:
        """What is kept."""
        self.asked += 1
        return self.asked


def test_a_value_is_computed_once_for_each_object():
    one, other = Counted(), Counted()
    assert (one.value, one.value, one.asked, other.asked) == (1, 1, 1, 0)
    assert other.value == 1


def test_the_class_shows_what_is_kept():
    assert Counted.value.__doc__ == "What is kept."
