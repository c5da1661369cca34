"""Finds words by which a caution would demand documents or data; it may not (C6).

Only words are looked at. A requirement may itself oblige to report something to
somebody; then whoever writes the caution says so, point by point.

Source:
    248-ФЗ, ст. 49 ч. 3 (LAW-043).
"""

import re

_SENTENCE = re.compile(r"[^.;!?\n]+")
_GIVE = re.compile(
    r"\b("
    r"представ(ить|ьте|лять|ляйте|ите)|предостав(ить|ьте|лять|ляйте|ите)"
    r"|направ(ить|ьте|лять|ляйте|ите)|прислать|пришлите|выслать|вышлите"
    r"|переда(ть|йте)|сообщ(ить|ите|ать|айте)|приложи(ть|те)"
    r"|provide|submit|send|hand\s+(over|in)|present|attach|tell|report"
    r")\b"
)
_PAPERS = re.compile(
    r"\b("
    r"документ\w*|сведени\w+|информаци\w+|копи(ю|и|й|ями|ях)|данные|данных|отч[её]т\w*"
    r"|пояснени\w+|объяснени\w+|фото\w*|скан\w*|справк\w+|материалы|материалов"
    r"|documents?|information|data|cop(y|ies)|papers?|explanations?|photos?|scans?"
    r"|certificates?"
    r")\b"
)
_TELL_BACK = re.compile(
    r"\b("
    r"(уведом(ить|ите|лять)|сообщ(ить|ите)|отчита(ться|йтесь)|(про)?информир(овать|уйте))"
    r"\b.{0,60}\b(исполнени\w+|выполнени\w+|принят\w+\s+мер\w*|мерах|результат\w*)"
    r"|(notify|inform|tell|report)\b.{0,60}\b(done|compliance|measures|results?|taken)"
    r")"
)


def demands(text: str) -> list[str]:
    """The sentences that read as a demand for documents or data, in order.

    Args:
        text: Russian or English, any case.
    """
    found = (one.group().strip() for one in _SENTENCE.finditer(text))
    return [one for one in found if _is_demand(one.lower())]


def _is_demand(sentence: str) -> bool:
    asks = _GIVE.search(sentence) and _PAPERS.search(sentence)
    return bool(asks or _TELL_BACK.search(sentence))
