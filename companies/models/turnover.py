"""A turnover as it was stated: amount and currency, both or neither."""

import pgtrigger
from django.db import models
from django.db.models import Q

from values.money.amounts import Currency, Money


def state_both(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(turnover=None, turnover_currency="")
        | Q(turnover__isnull=False, turnover_currency__in=Currency.values),
        name=name,
    )


def keep_euros() -> pgtrigger.Trigger:
    """For a table that still has the column `turnover_eur`, which a version before this one reads and writes.

    What is stated in euros stands in it too, and what that version writes there is stated in euros. The trigger goes
    when the column goes.
    """
    return pgtrigger.Trigger(
        name="keep_euros",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func="""
            IF NEW.turnover_eur IS DISTINCT FROM (CASE WHEN TG_OP = 'UPDATE' THEN OLD.turnover_eur END) THEN
                NEW.turnover := NEW.turnover_eur;
                NEW.turnover_currency := CASE WHEN NEW.turnover_eur IS NULL THEN '' ELSE 'EUR' END;
            ELSE
                NEW.turnover_eur := CASE WHEN NEW.turnover_currency = 'EUR' THEN NEW.turnover END;
            END IF;
            RETURN NEW;
        """,
    )


def stated(amount: int | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)
