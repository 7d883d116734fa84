"""Target progress: met, missed, under way or not measured."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measures.progress import progress_of, states_of, tally
from generator.records.campaign import Target
from tests.builders import campaign

DUE = date(2015, 12, 31)


def target(goal: str, *measured: str, baseline: str = "", direction: str = "up") -> Target:
    """A target of communes: `value date` for each measurement."""
    pairs = [each.split() for each in measured]
    lines = [f"{{value: {value}, on: {on}}}" for value, on in pairs]
    before = f"baseline: {{value: {baseline}}}" if baseline else ""
    found: Target = campaign(f"""\
        targets:
          - id: t
            indicator: Communes
            unit: "%"
            direction: {direction}
            goal: {goal}
            {before}
            measurements: [{", ".join(lines)}]
        """).targets[0]
    return found


GOAL = "{value: 20, by: 2015-12-31}"


@pytest.mark.parametrize(
    ("as_of", "measured", "state"),
    [
        (date(2014, 6, 1), ["20 2014-05-31"], "met"),
        (DUE, ["20 2015-12-31"], "met"),
        (date(2016, 1, 1), ["20 2015-12-31"], "met"),
        (DUE, ["19.9 2015-12-31"], "under_way"),
        (date(2016, 1, 1), ["19.9 2015-12-31"], "missed"),
        (date(2020, 1, 1), ["14.5 2015-12-01", "24 2016-06-01"], "missed"),
        (date(2014, 1, 1), ["25 2012", "14 2013"], "under_way"),
        (date(2020, 1, 1), ["25 2012", "14 2015"], "missed"),
        (date(2020, 1, 1), ["19 2016-02-01", "24 2017"], "missed"),
        (date(2020, 1, 1), ["21 2016-02-01", "14 2017"], "met"),
        (DUE, [], "not_measured"),
        (date(2020, 1, 1), [], "not_measured"),
        (date(2014, 1, 1), ["20 2014-01-02"], "not_measured"),
        (date(2014, 1, 2), ["20 2014-01-02"], "met"),
    ],
    ids=[
        "met before its date",
        "met exactly on the day, judged on the day",
        "met exactly on the day, judged a day later",
        "short of it on the last day: still time",
        "short of it a day later",
        "missed, then reached later: missed",
        "reached, then lost before the date: not met any more",
        "reached, then lost at the date: missed",
        "measured only after the date, short of it: the first one decides",
        "measured only after the date, reached: the first one decides",
        "never measured, before the date",
        "never measured, after the date",
        "a measurement of tomorrow does not count",
        "a measurement of today counts",
    ],
)
def test_state_of_a_target_with_goal_and_date(as_of, measured, state):
    """The last measurement up to the goal's date decides, as known on the day."""
    assert progress_of(target(GOAL, *measured), as_of).state == state


@pytest.mark.parametrize(
    ("value", "state"), [("5.0", "met"), ("4.9", "met"), ("5.1", "missed"), ("50", "missed")]
)
def test_targets_that_point_down(value, state):
    """Poverty is to fall: at the goal or below it is met."""
    poverty = target("{value: 5, by: 2015}", f"{value} 2015-06", direction="down")

    assert progress_of(poverty, date(2016, 1, 1)).state == state


def test_no_goal_cannot_be_judged():
    """A number is shown, but nothing is said of met or missed."""
    found = progress_of(target("", "14.5 2015-12-08"), date(2016, 1, 1))

    assert found.state == "no_goal"
    assert found.latest is not None
    assert found.latest.value == 14.5
    assert (found.judged, found.met_on, found.fraction, found.gap) == (None, None, None, None)
    assert found.missing == ("goal", "by", "baseline")


def test_a_goal_without_a_number_is_no_goal():
    """A date alone is nothing to reach."""
    found = progress_of(target("{by: 2015}", "14 2015"), date(2016, 1, 1))

    assert found.state == "no_goal"
    assert found.missing == ("goal", "baseline")


def test_no_goal_and_no_measurement():
    """Without a goal a target is not called unmeasured."""
    assert progress_of(target(""), DUE).state == "no_goal"


@pytest.mark.parametrize(("value", "state"), [("19", "under_way"), ("20", "met")])
def test_a_goal_without_a_date_is_never_missed(value, state):
    """It can be met, and stays under way until then."""
    found = progress_of(target("{value: 20}", f"{value} 2012"), date(2099, 1, 1))

    assert found.state == state
    assert found.missing == ("by", "baseline")


def test_what_is_missing_is_named():
    """Goal, unit, date, baseline and measurement, in this order."""
    bare = campaign("targets: [{id: t, indicator: Quality}]").targets[0]

    assert progress_of(bare, DUE).missing == ("goal", "unit", "by", "baseline", "measurement")
    whole = target(GOAL, "1 2011", baseline="0")
    assert progress_of(whole, DUE).missing == ()
    assert progress_of(whole, date(2010, 12, 31)).missing == ("measurement",)


def test_the_measurements_that_decide():
    """Latest, judged and first reaching measurement may be three different ones."""
    found = progress_of(
        target(GOAL, "24 2016-06-01", "21 2013", "30 2017", "14 2015-12"), date(2016, 12, 31)
    )

    assert found.latest is not None
    assert found.judged is not None
    assert found.met_on is not None
    values = [float(each.value) for each in (found.latest, found.judged, found.met_on)]
    assert values == [24, 14, 21]
    assert (found.state, found.gap) == ("missed", 6)


def test_a_goal_reached_too_late_tells_when():
    """Missed stays missed, and the day on which it was reached after all is told."""
    found = progress_of(target(GOAL, "14.5 2015-12-08", "24 2016-06-01"), date(2020, 1, 1))

    assert found.met_on is not None
    assert (found.state, str(found.met_on.on), found.gap) == ("missed", "2016-06-01", 5.5)


@pytest.mark.parametrize(
    ("by", "as_of", "state"),
    [
        ("2015", date(2015, 12, 31), "under_way"),
        ("2015", date(2016, 1, 1), "missed"),
        ("2015-06", date(2015, 6, 30), "under_way"),
        ("2015-06", date(2015, 7, 1), "missed"),
    ],
)
def test_partial_goal_dates_end_with_their_last_day(by, as_of, state):
    """A goal for 2015 has time until the last of December."""
    assert progress_of(target(f"{{value: 20, by: {by}}}", "3 2015-01"), as_of).state == state


@pytest.mark.parametrize(
    ("on", "as_of", "state"),
    [
        ("2015", date(2014, 12, 31), "not_measured"),
        ("2015", date(2015, 1, 1), "met"),
        ("2015-06", date(2015, 5, 31), "not_measured"),
        ("2015-06", date(2015, 6, 1), "met"),
    ],
)
def test_partial_measurements_count_from_their_first_day(on, as_of, state):
    """A measurement of 2015 may be known from the first of January."""
    assert progress_of(target("{value: 20, by: 2030}", f"20 {on}"), as_of).state == state


@pytest.mark.parametrize(
    ("measured", "direction", "baseline", "fraction", "gap"),
    [
        ("14.5", "up", "10", 0.45, 5.5),
        ("20", "up", "10", 1.0, 0),
        ("25", "up", "10", 1.5, -5),
        ("5", "up", "10", -0.5, 15),
        ("25", "down", "30", 0.5, 5),
        ("14", "down", "30", 1.6, -6),
        ("14", "up", "", None, 6),
        ("14", "up", "20", None, 6),
    ],
)
def test_way_covered_and_gap(measured, direction, baseline, fraction, gap):
    """The part of the way from baseline to goal, and what was short in the target's own unit."""
    found = progress_of(
        target(GOAL, f"{measured} 2015-11-30", direction=direction, baseline=baseline), DUE
    )

    assert found.fraction == (None if fraction is None else pytest.approx(fraction))
    assert found.gap == gap


def test_gap_hides_the_noise_of_binary_fractions():
    """80 minus 79.3 is 0.7."""
    found = progress_of(target("{value: 80, by: 2015}", "79.3 2015"), date(2016, 1, 1))

    assert found.gap == 0.7


def test_nothing_measured_has_no_gap():
    """Without a measurement there is nothing to be short of."""
    found = progress_of(target(GOAL, baseline="10"), DUE)

    assert (found.gap, found.fraction, found.latest) == (None, None, None)


numbers = st.integers(0, 40)


@given(
    st.lists(st.tuples(numbers, st.dates(date(2011, 1, 1), date(2020, 12, 31))), max_size=4),
    st.dates(date(2011, 1, 1), date(2021, 12, 31)),
)
def test_what_comes_after_the_day_changes_nothing(measured, as_of):
    """Judging on a day is the same with and without all later measurements."""
    written = [f"{value} {on}" for value, on in measured]
    known = [f"{value} {on}" for value, on in measured if on <= as_of]

    assert progress_of(target(GOAL, *written), as_of) == progress_of(target(GOAL, *known), as_of)


@given(
    st.lists(st.tuples(numbers, st.dates(date(2011, 1, 1), DUE)), min_size=1, max_size=4),
)
def test_mirrored_targets_stand_alike(measured):
    """Turning direction and signs round changes no state."""
    up = target(GOAL, *(f"{value} {on}" for value, on in measured))
    down = target(
        "{value: -20, by: 2015-12-31}",
        *(f"-{value} {on}" for value, on in measured),
        direction="down",
    )
    on_the_day, after = DUE, date(2016, 1, 1)

    for as_of in (on_the_day, after):
        assert progress_of(up, as_of).state == progress_of(down, as_of).state
        assert progress_of(up, as_of).gap == progress_of(down, as_of).gap
    assert progress_of(up, after).state in ("met", "missed")


def test_states_are_counted():
    """A campaign's targets in order, and how many stand how."""
    found = campaign("""\
        targets:
          - {id: a, indicator: A, goal: {value: 1, by: 2015}, measurements: {value: 1, on: 2015}}
          - {id: b, indicator: B, goal: {value: 2, by: 2015}, measurements: {value: 1, on: 2015}}
          - {id: c, indicator: C, goal: {value: 2, by: 2015}}
          - {id: d, indicator: D}
          - {id: e, indicator: E}
        """)
    states = states_of(found, date(2016, 1, 1))

    assert states == ("met", "missed", "not_measured", "no_goal", "no_goal")
    assert tally(states) == {"met": 1, "missed": 1, "not_measured": 1, "no_goal": 2}
