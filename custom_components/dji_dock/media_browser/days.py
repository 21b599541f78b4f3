"""Days as the home counts them."""

from datetime import date, datetime, timedelta

from homeassistant.util import dt as dt_util


def day_of(moment: datetime) -> tuple[datetime, datetime]:
    """Return start and end of the day of a moment, in UTC."""
    return span_of_day(dt_util.as_local(moment).date())


def span_of_day(day: date) -> tuple[datetime, datetime]:
    """Return start and end of a day, in UTC."""
    start = dt_util.start_of_local_day(day)
    return dt_util.as_utc(start), dt_util.as_utc(
        dt_util.start_of_local_day(day + timedelta(days=1))
    )


def iso_day(start: datetime) -> str:
    """Return the day that begins at a moment, as it is written everywhere."""
    return dt_util.as_local(start).date().isoformat()
