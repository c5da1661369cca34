"""How advice may be refused."""

from domain.errors import Invalid, RuleBroken
from domain.kernel import Citation

SIMILAR = Citation(act="248-ФЗ", at="ст. 50 ч. 6")
FREQUENT = Citation(act="Стандарт «Государство для бизнеса»", at="п. 4.3.5.9")


class QuestionMissing(Invalid):
    code = "question-missing"
    title = "Write the question"
    about = "question"


class AnswerMissing(Invalid):
    code = "answer-missing"
    title = "Write the answer"
    about = "answer"


class ForwardingReasonMissing(Invalid):
    code = "forwarding-reason-missing"
    title = "Say why another body should answer: the client reads it"
    about = "reason"


class WithdrawalReasonMissing(Invalid):
    code = "withdrawal-reason-missing"
    title = "Say why the answer is withdrawn: everybody reads it"
    about = "reason"


class NobodyAnswers(Invalid):
    code = "nobody-answers-for-body"
    title = "Nobody answers for this body here: choose another"
    about = "body"


class SameBody(RuleBroken):
    code = "question-there-already"
    title = "The question is with this body already"
    about = "body"


class QuestionClosed(RuleBroken):
    code = "question-closed"
    title = "This question is closed"


class NotAnsweredYet(RuleBroken):
    code = "question-not-answered-yet"
    title = "This question is not answered yet"


class NothingToAnswer(RuleBroken):
    code = "nothing-to-answer"
    title = "This question is answered already"


class ThreadFull(RuleBroken):
    code = "follow-ups-used-up"
    title = "No more follow-up questions fit here: ask a new question"
    about = "question"


class TooFewQuestions(RuleBroken):
    code = "too-few-similar-questions"
    title = "There are too few similar questions for one explanation: answer each"
    about = "questions"
    source = SIMILAR


class NotTogether(Invalid):
    code = "questions-not-together"
    title = "These questions are not about the same, or not with the same body"
    about = "questions"
    source = SIMILAR


class AlreadyPublic(RuleBroken):
    code = "question-explained-already"
    title = "One of these questions was answered by this or another explanation"
    about = "questions"


class ExplanationOfAnother(RuleBroken):
    code = "explanation-of-another"
    title = "This explanation is about something else"
    about = "explanation"


class AskerNamed(Invalid):
    code = "asker-named"
    title = "The text names the business that asked: everybody would read it"
    about = "answer"


class AskersWords(Invalid):
    code = "askers-own-words"
    title = "Put the question in your own words, not in those of the asker"
    about = "question"


class NothingAmended(Invalid):
    code = "nothing-amended"
    title = "Nothing was changed in the answer"
    about = "answer"


class AnswerWithdrawn(RuleBroken):
    code = "answer-withdrawn"
    title = "This answer was withdrawn"
