"""What a setting was refused for, in the agent's language, with the next step."""

from server.domain.errors import BadInput, KnownError
from ui.i18n import tr
from ui.setup.sentences import trouble_sentence
from ui.tokens import LIGHT


def refusal(sentence: str) -> BadInput:
    """Ours: it carries its sentence for a person."""
    return BadInput("said", sentence)


def fault_sentence(error: KnownError) -> str:
    """For the line under the row."""
    return _sentences().get(error.code) or trouble_sentence(error)


def _sentences() -> dict[str, str]:
    return {
        "unreachable": tr("The server cannot be reached. Try again in a moment."),
        "out_of_range": tr("This number is too small or too large. Choose another one."),
        "not_a_url": tr("Write a web address such as https://api.example.com/v1."),
        "not_a_time": tr("Write a time such as 09:30."),
        "bad_period": tr("It ends before it starts. Over midnight, write two."),
        "bad_window": tr("Write a start and another end."),
        "too_many_windows": tr("There are too many of them. Remove some first."),
        "too_many_holidays": tr("There are too many of them. Remove some first."),
        "too_many_words": tr("There are too many of them. Remove some first."),
        "too_many_links": tr("There are too many of them. Remove some first."),
        "too_long": tr("This is too long. Write it in one line."),
        "no_such_time_zone": tr("There is no such time zone here. Choose one of the list."),
        "bad_word": tr("Each line is one word of 1 to 60 letters. Shorten or remove the others."),
        "bad_host": tr("Each line is one host such as shop.example, without https:// and path."),
        "not_a_colour": tr("Write a colour such as {example}.").format(example=LIGHT.accent),
        "too_many_questions": tr("At most six questions. Remove one first."),
        "prompt_too_long": tr("This is too long. Shorten it."),
        "text_too_long": tr("This is too long. Shorten it."),
        "plugin_built_in": tr("It is part of Deskbell and cannot be switched off here."),
    }
