"""Forgetting a subject: its key is destroyed together with its rows."""

from collections.abc import Sequence
from uuid import UUID

from projections.view import Sql


def forget(sql: Sql, subjects: Sequence[UUID]) -> None:
    """Destroy the keys of subjects and the files that only they open.

    In the projection's transaction, so that a crash between the event and the
    destruction loses neither; doing it again changes nothing.

    Source:
        152-ФЗ, ст. 21: destruction of personal data.
    """
    sql.execute(
        "INSERT INTO public.subject_keys (subject, destroyed_at)"
        " SELECT subject, now() FROM unnest(%s::uuid[]) AS forgotten (subject)"
        " ON CONFLICT (subject) DO UPDATE SET wrapped = NULL,"
        " destroyed_at = coalesce(subject_keys.destroyed_at, now())",
        (list(subjects),),
    )
    sql.execute(
        "DELETE FROM public.documents WHERE subject = ANY(%s)", (list(subjects),)
    )
