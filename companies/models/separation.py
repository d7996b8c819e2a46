"""Staff never speak for a company: the database keeps the two apart, whoever writes and however two meet.

A membership takes its person's row in share mode, so that a role given at the same moment waits for it, or it for the
role; whichever comes second is refused.
"""

import pgtrigger

from accounts.models import User

REFUSE = "RAISE EXCEPTION 'staff do not act for companies' USING ERRCODE = 'integrity_constraint_violation';"


def keep_staff_out() -> pgtrigger.Trigger:
    """For memberships: none for somebody with a staff role."""
    return pgtrigger.Trigger(
        name="keep_staff_out",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("user_id"),  # type: ignore[no-untyped-call]  # the library's
        declare=[("role", "text")],
        func=f"""
            SELECT staff_role INTO role FROM accounts_user WHERE id = NEW.user_id FOR SHARE;
            IF role <> '' THEN
                {REFUSE}
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - words from the code
    )


class PersonOfCompany(User):  # type: ignore[django-manager-missing]  # knox has no types
    """The same people, so that the other half of the rule stands with this app: no staff role for a member."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="keep_members_out_of_staff",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("staff_role"),  # type: ignore[no-untyped-call]  # the library's
                condition=pgtrigger.Q(new__staff_role__gt=""),
                func=f"""
                    IF EXISTS (SELECT FROM companies_membership WHERE user_id = NEW.id) THEN
                        {REFUSE}
                    END IF;
                    RETURN NEW;
                """,
            )
        ]
