//! From what a pattern has read to days, against the day of publication and the times told before.

use herodotus_lexicon::Season;
use herodotus_schema::TimePrecision;
use jiff::civil::Date;

use super::calendar::{feast_day, season_months};
use super::lean::Lean;
use super::value::{Unit, Value, Which, YearOf};

/// What a value is resolved against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The day of publication.
    pub published: Option<Date>,
    /// The first day of the time told last.
    pub anchor: Option<Date>,
    /// The first day of a day or month told with its year close by.
    pub dated: Option<Date>,
    /// Which way the verb looks.
    pub lean: Lean,
}

/// First and last day; `None` where they cannot be told.
pub(super) type Days = Option<(Date, Date)>;

/// The days of `value` and how fine it is.
pub(super) fn resolve(value: Value, context: &Context) -> (Days, TimePrecision) {
    match value {
        Value::Fixed(start, end, precision) => (Some((start, end)), precision),
        Value::MonthDay { month, first, last, year } => {
            let start = pick_year(year, context, |year| Date::new(year, month, first).ok());
            let end = start.and_then(|start| Date::new(start.year(), month, last).ok());
            (start.zip(end), if first == last { TimePrecision::Day } else { TimePrecision::Range })
        }
        Value::Month { month, year } => {
            let start = pick_month(month, year, context);
            (start.map(|start| (start, start.last_of_month())), TimePrecision::Month)
        }
        Value::Weekday { weekday, which } => (
            context.published.and_then(|day| weekday_near(day, weekday, (which, context.lean))).map(|d| (d, d)),
            TimePrecision::Day,
        ),
        Value::WeekdayOf { weekday, weeks } => {
            (context.published.and_then(|day| day_of_week(day, weekday, weeks)).map(|d| (d, d)), TimePrecision::Day)
        }
        Value::WeekdayAfter { weekday } => (
            base(context).and_then(|day| weekday_near(day, weekday, (Which::Next, Lean::Open))).map(|d| (d, d)),
            TimePrecision::Day,
        ),
        Value::Season { season, year } => (season_days(season, year, context), TimePrecision::Range),
        Value::Feast { feast, year } => {
            (pick_year(year, context, |year| feast_day(feast, year)).map(|d| (d, d)), TimePrecision::Day)
        }
        Value::Shift { unit, n } => {
            (context.published.and_then(|day| whole(day, unit, (n, context.lean))), precision(unit))
        }
        Value::Ago { unit, n } => (context.published.and_then(|day| away(day, unit, n)), distance_precision(unit)),
        Value::Anchored { unit, n } => {
            (base(context).and_then(|day| whole(day, unit, (n, context.lean))), precision(unit))
        }
        Value::Later { unit, n } => (base(context).and_then(|day| away(day, unit, n)), distance_precision(unit)),
        Value::Window { unit, n } => (context.published.and_then(|day| window(day, unit, n)), TimePrecision::Range),
        Value::Overnight => (context.published.and_then(|day| Some((plus_days(day, -1)?, day))), TimePrecision::Range),
        Value::Hour => (base(context).map(|d| (d, d)), TimePrecision::Hour),
        Value::Open => (None, TimePrecision::Vague),
    }
}

/// The time told before, or the day of publication where none was.
fn base(context: &Context) -> Option<Date> {
    context.anchor.or(context.published)
}

fn precision(unit: Unit) -> TimePrecision {
    match unit {
        Unit::Minute | Unit::Hour => TimePrecision::Hour,
        Unit::Day => TimePrecision::Day,
        Unit::Week => TimePrecision::Week,
        Unit::Weekend | Unit::Quarter => TimePrecision::Range,
        Unit::Month => TimePrecision::Month,
        Unit::Year | Unit::Decade | Unit::Century => TimePrecision::Year,
    }
}

fn distance_precision(unit: Unit) -> TimePrecision {
    if matches!(unit, Unit::Week | Unit::Weekend) { TimePrecision::Day } else { precision(unit) }
}

/// `day` moved by `n` days; `None` past the ends of the calendar.
pub(super) fn plus_days(day: Date, n: i32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(n).ok()?).ok()
}

/// The first of the month that lies `n` months from that of `day`.
fn plus_months(day: Date, n: i32) -> Option<Date> {
    day.first_of_month().checked_add(jiff::Span::new().try_months(n).ok()?).ok()
}

fn years(first: i32, last: i32) -> Days {
    let (first, last) = (i16::try_from(first).ok()?, i16::try_from(last).ok()?);
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

/// The whole unit `n` units from the one around `day`; the lean tells which weekend an unmoved one is.
fn whole(day: Date, unit: Unit, (n, lean): (i32, Lean)) -> Days {
    let year = i32::from(day.year());
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => plus_days(day, n).map(|d| (d, d)),
        Unit::Week => {
            let monday = plus_days(day, 7 * n - i32::from(day.weekday().to_monday_zero_offset()))?;
            Some((monday, plus_days(monday, 6)?))
        }
        Unit::Weekend => weekend(day, n, lean),
        Unit::Month => plus_months(day, n).map(|first| (first, first.last_of_month())),
        Unit::Quarter => {
            let first = plus_months(day, 3 * n - i32::from((day.month() - 1) % 3))?;
            Some((first, plus_months(first, 2)?.last_of_month()))
        }
        Unit::Year => years(year + n, year + n),
        Unit::Decade => years((year / 10 + n) * 10, (year / 10 + n) * 10 + 9),
        Unit::Century => years((year / 100 + n) * 100, (year / 100 + n) * 100 + 99),
    }
}

/// The day `weekday` (Monday is 0) of the week `weeks` from that of `day`.
fn day_of_week(day: Date, weekday: i8, weeks: i32) -> Option<Date> {
    whole(day, Unit::Week, (weeks, Lean::Open)).and_then(|(monday, _)| plus_days(monday, i32::from(weekday)))
}

/// The weekend at hand on a Saturday or Sunday, else the one just over, or the coming one if the verb looks ahead.
fn weekend(day: Date, n: i32, lean: Lean) -> Days {
    let weekday = i32::from(day.weekday().to_monday_zero_offset());
    let coming = plus_days(day, 5 - weekday)?;
    let saturday = match n {
        0 if weekday >= 5 || lean == Lean::Future => coming,
        n if n > 0 && weekday < 5 => plus_days(coming, 7 * (n - 1))?,
        0 => plus_days(coming, -7)?,
        n => plus_days(coming, 7 * n)?,
    };
    Some((saturday, plus_days(saturday, 1)?))
}

/// `n` units away from `day`: the very day up to weeks, the whole month or year from there on.
fn away(day: Date, unit: Unit, n: i32) -> Days {
    let year = i32::from(day.year());
    match unit {
        Unit::Minute | Unit::Hour => plus_days(day, n.checked_div(24)?).map(|d| (d, d)),
        Unit::Day => plus_days(day, n).map(|d| (d, d)),
        Unit::Week | Unit::Weekend => plus_days(day, n.checked_mul(7)?).map(|d| (d, d)),
        Unit::Month => plus_months(day, n).map(|first| (first, first.last_of_month())),
        Unit::Quarter => plus_months(day, n.checked_mul(3)?).map(|first| (first, first.last_of_month())),
        Unit::Year => years(year.checked_add(n)?, year.checked_add(n)?),
        Unit::Decade => years(year.checked_add(n.checked_mul(10)?)?, year.checked_add(n.checked_mul(10)?)?),
        Unit::Century => years(year.checked_add(n.checked_mul(100)?)?, year.checked_add(n.checked_mul(100)?)?),
    }
}

/// The `n` units up to and with `day`, or from `day` on for positive `n`.
fn window(day: Date, unit: Unit, n: i32) -> Days {
    let reach = n.checked_abs()?;
    let span = match unit {
        Unit::Minute => jiff::Span::new(),
        Unit::Hour => jiff::Span::new().try_days(reach / 24 + i32::from(reach % 24 > 0)).ok()?,
        Unit::Day => jiff::Span::new().try_days(reach - 1).ok()?,
        Unit::Week | Unit::Weekend => jiff::Span::new().try_days(reach.checked_mul(7)?).ok()?,
        Unit::Month => jiff::Span::new().try_months(reach).ok()?,
        Unit::Quarter => jiff::Span::new().try_months(reach.checked_mul(3)?).ok()?,
        Unit::Year => jiff::Span::new().try_years(reach).ok()?,
        Unit::Decade => jiff::Span::new().try_years(reach.checked_mul(10)?).ok()?,
        Unit::Century => jiff::Span::new().try_years(reach.checked_mul(100)?).ok()?,
    };
    if n < 0 { Some((day.checked_sub(span).ok()?, day)) } else { Some((day, day.checked_add(span).ok()?)) }
}

/// The day of the week near `day`: the last one up to it, unless "next", "this" or the verb look ahead.
fn weekday_near(day: Date, weekday: i8, (which, lean): (Which, Lean)) -> Option<Date> {
    let ahead = i32::from((weekday - day.weekday().to_monday_zero_offset()).rem_euclid(7));
    let n = match which {
        Which::Next if ahead == 0 => 7,
        Which::Next => ahead,
        Which::Last if ahead == 0 => -7,
        Which::This if lean != Lean::Past => ahead,
        Which::Plain if lean == Lean::Future || lean == Lean::Near && ahead < 4 => ahead,
        _ if ahead == 0 => 0,
        _ => ahead - 7,
    };
    plus_days(day, n)
}

/// The day that `date` gives in the year told, or in the fitting one of the years around publication.
fn pick_year(year: YearOf, context: &Context, date: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    match year {
        YearOf::Given(year) => date(year),
        YearOf::Shift(n) => date(i16::try_from(i32::from(context.published?.year()) + n).ok()?),
        YearOf::Open(which) => {
            let day = context.published?;
            if which == Which::Plain
                && let Some(found) = near_dated(context, &date)
            {
                return Some(found);
            }
            let candidates = || (-1..=1).filter_map(|n| date(day.year().checked_add(n)?));
            let last = candidates().filter(|d| *d <= day).max();
            let next = candidates().filter(|d| *d >= day).min();
            match (which, context.lean) {
                (Which::Last, _) => candidates().filter(|d| *d < day).max(),
                (Which::Next, _) => candidates().filter(|d| *d > day).min(),
                (_, Lean::Future) => nearer(day, last, next, 1),
                _ => nearer(day, last, next, 3),
            }
        }
    }
}

/// The last one, unless it lies `times` as far back as the next one ahead: a far day would be told with its year.
fn nearer(day: Date, last: Option<Date>, next: Option<Date>, times: i32) -> Option<Date> {
    let (Some(last), Some(next)) = (last, next) else { return last.or(next) };
    let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    Some(if days(last, day) > times * days(day, next) { next } else { last })
}

/// The day in the year of a date told close by, where that year is not the one of publication.
fn near_dated(context: &Context, date: &impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let dated = context.dated?;
    if context.lean == Lean::Future || context.published.is_some_and(|day| day.year() <= dated.year()) {
        return None;
    }
    let same = date(dated.year())?;
    if same >= dated {
        Some(same)
    } else {
        date(dated.year() + 1).filter(|d| context.published.is_none_or(|day| *d <= day))
    }
}

/// The first day of the month told; a bare month of publication is that very month.
fn pick_month(month: i8, year: YearOf, context: &Context) -> Option<Date> {
    let first = |year: i16| Date::new(year, month, 1).ok();
    let Some(day) = context.published else { return pick_year(year, context, first) };
    let this = day.month() == month;
    let which = match (year, context.lean) {
        (YearOf::Open(Which::This), _) => return first(day.year()),
        (YearOf::Open(Which::Last), _) if this => return first(day.year() - 1),
        (YearOf::Open(Which::Plain), lean) if near_dated(context, &first).is_none() => match lean {
            _ if this => return Some(day.first_of_month()),
            Lean::Past => Which::Last,
            Lean::Future => Which::Next,
            Lean::Near | Lean::Open => Which::Plain,
        },
        _ => return pick_year(year, context, first),
    };
    pick_year(YearOf::Open(which), context, first)
}

/// The three months of a season; a winter belongs to the year that it begins in.
fn season_days(season: Season, year: YearOf, context: &Context) -> Days {
    let (first, last) = season_months(season);
    let begin = |year: i16| Date::new(year, first, 1).ok();
    let finish = |start: Date| {
        Date::new(if last < first { start.year() + 1 } else { start.year() }, last, 1).ok().map(Date::last_of_month)
    };
    let start = match year {
        YearOf::Open(Which::This) => begin(context.published?.year())?,
        YearOf::Open(Which::Last) => {
            let day = context.published?;
            (-2..=0)
                .filter_map(|n| begin(day.year().checked_add(n)?))
                .filter(|start| finish(*start).is_some_and(|end| end < day))
                .max()?
        }
        year => pick_year(year, context, begin)?,
    };
    Some((start, finish(start)?))
}
