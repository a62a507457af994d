//! Expressions of time in sentences of our own.

use std::sync::LazyLock;

use herodotus_lexicon::Lexicon;
use herodotus_schema::{Document, Report, TimeExpression};

use super::find_times;
use crate::segment::segment;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::shipped().expect("a test holds that it loads"));

fn read(published: Option<&str>, text: &str) -> (Document, Vec<TimeExpression>) {
    let mut doc =
        Document::new(Report { text: text.into(), published: published.map(String::from), ..Report::default() });
    segment(&mut doc, LEXICON.words());
    let times = find_times(&doc, &LEXICON);
    (doc, times)
}

/// Each expression as "words = first..last", on a report of Wednesday 12 June 2019.
fn times(text: &str) -> Vec<String> {
    let (doc, times) = read(Some("2019-06-12"), text);
    let show = |time: &TimeExpression| match time.when {
        Some(when) if when.start == when.end => format!("{} = {}", doc.text(time.span), when.start),
        Some(when) => format!("{} = {}..{}", doc.text(time.span), when.start, when.end),
        None => format!("{} = ?", doc.text(time.span)),
    };
    times.iter().map(show).collect()
}

#[test]
fn weekdays_follow_the_verb() {
    assert_eq!(times("Guards closed the pass on Tuesday."), ["Tuesday = 2019-06-11"]);
    assert_eq!(times("Guards closed the pass on Wednesday."), ["Wednesday = 2019-06-12"]);
    assert_eq!(times("The envoys will meet on Friday."), ["Friday = 2019-06-14"]);
    assert_eq!(times("He said the pass would open Sunday."), ["Sunday = 2019-06-16"]);
    assert_eq!(
        times("They left last Wednesday and return next Monday."),
        ["last Wednesday = 2019-06-05", "next Monday = 2019-06-17"]
    );
    assert_eq!(times("It burned early Monday morning."), ["early Monday morning = 2019-06-10"]);
}

#[test]
fn units_are_counted_from_publication() {
    assert_eq!(times("Last week it rained."), ["Last week = 2019-06-03..2019-06-09"]);
    assert_eq!(
        times("It fell two days ago, a week earlier than planned."),
        ["two days ago = 2019-06-10", "a week earlier = 2019-06-03"]
    );
    assert_eq!(
        times("The road was cut last month and this year."),
        ["last month = 2019-05-01..2019-05-31", "this year = 2019-01-01..2019-12-31"]
    );
    assert_eq!(times("Shells fell in the past six days."), ["the past six days = 2019-06-07..2019-06-12"]);
    assert_eq!(times("Shells fell over the weekend."), ["the weekend = 2019-06-08..2019-06-09"]);
    assert_eq!(
        times("Three months ago he left, and again five years ago."),
        ["Three months ago = 2019-03-01..2019-03-31", "five years ago = 2014-01-01..2014-12-31"]
    );
    assert_eq!(
        times("Overnight, two boats sank; yesterday none did."),
        ["Overnight = 2019-06-11..2019-06-12", "yesterday = 2019-06-11"]
    );
}

#[test]
fn days_and_months_take_the_nearest_year() {
    assert_eq!(times("The truce of 3 June broke on May 29th."), ["3 June = 2019-06-03", "May 29th = 2019-05-29"]);
    assert_eq!(times("Since October 10, nobody has returned."), ["October 10 = 2018-10-10"]);
    assert_eq!(times("Elections will be held in September."), ["September = 2019-09-01..2019-09-30"]);
    assert_eq!(times("Thousands fled in October."), ["October = 2018-10-01..2018-10-31"]);
    assert_eq!(
        times("On Thursday, 4 May 2017, and in Nov. 2016"),
        ["Thursday, 4 May 2017 = 2017-05-04", "Nov. 2016 = 2016-11-01..2016-11-30"]
    );
    assert_eq!(
        times("Raids began in late March 2015 and went on in May."),
        ["late March 2015 = 2015-03-01..2015-03-31", "May = 2015-05-01..2015-05-31"]
    );
}

#[test]
fn further_days_share_the_month() {
    assert_eq!(times("The raids of May 4 and 6 were not answered."), ["May 4 = 2019-05-04", "6 = 2019-05-06"]);
    assert_eq!(times("On May 4 and 12 people were hurt there."), ["May 4 = 2019-05-04"]);
}

#[test]
fn a_sentence_that_looks_ahead_goes_on_so() {
    assert_eq!(
        times("They are to meet on Friday in Ost and in Dalmar on Saturday."),
        ["Friday = 2019-06-14", "Saturday = 2019-06-15"]
    );
}

#[test]
fn windows_run_up_to_publication() {
    assert_eq!(
        times("In the past week and over the last two months it rained."),
        ["the past week = 2019-06-05..2019-06-12", "the last two months = 2019-04-12..2019-06-12"]
    );
}

#[test]
fn the_syntax_tells_the_tense() {
    for (verb, xpos, want) in [("will", "MD", "2019-06-16"), ("did", "VBD", "2019-06-09")] {
        let (mut doc, _) = read(Some("2019-06-12"), &format!("The town {verb} vote on Sunday again."));
        let syntax = [
            (Some(1), "det"),
            (Some(3), "nsubj"),
            (Some(3), "aux"),
            (None, "root"),
            (Some(5), "case"),
            (Some(3), "obl"),
            (Some(3), "advmod"),
            (Some(3), "punct"),
        ];
        for (token, (head, relation)) in doc.tokens.iter_mut().zip(syntax) {
            (token.head, token.deprel) = (head, relation.into());
        }
        (doc.tokens[2].xpos, doc.tokens[3].upos) = (xpos.into(), "VERB");
        let found = find_times(&doc, &LEXICON);
        assert_eq!(found[0].when.map(|when| when.start.to_string()).as_deref(), Some(want));
    }
}

#[test]
fn clauses_of_time_follow_the_clause_above() {
    let (mut doc, _) = read(Some("2019-06-12"), "Guards will strike once ships arrived Friday.");
    let syntax = [
        (Some(2), "nsubj", "NNS"),
        (Some(2), "aux", "MD"),
        (None, "root", "VB"),
        (Some(5), "mark", "IN"),
        (Some(5), "nsubj", "NNS"),
        (Some(2), "advcl", "VBD"),
        (Some(5), "obl", "NNP"),
        (Some(2), "punct", "."),
    ];
    for (token, (head, relation, xpos)) in doc.tokens.iter_mut().zip(syntax) {
        (token.head, token.deprel, token.xpos) = (head, relation.into(), xpos.into());
    }
    let found = find_times(&doc, &LEXICON);
    assert_eq!(found[0].when.map(|when| when.start.to_string()).as_deref(), Some("2019-06-14"));
}

#[test]
fn months_that_are_words_need_their_surroundings() {
    assert_eq!(times("He may march on the town; the March went on."), Vec::<String>::new());
    assert_eq!(times("May they rest."), Vec::<String>::new());
    assert_eq!(times("It began in May."), ["May = 2019-05-01..2019-05-31"]);
}

#[test]
fn ranges_join_their_ends() {
    assert_eq!(times("They met between 3 and 5 March."), ["3 and 5 March = 2019-03-03..2019-03-05"]);
    assert_eq!(times("From March 3 to April 2 the road was shut."), ["March 3 to April 2 = 2019-03-03..2019-04-02"]);
    assert_eq!(
        times("It rained between February and May of last year."),
        ["February and May of last year = 2018-02-01..2018-05-31"]
    );
    assert_eq!(times("the 1994-96 war"), ["1994-96 = 1994-01-01..1996-12-31"]);
}

#[test]
fn a_word_between_two_times_belongs_to_one() {
    let (doc, times) = read(Some("2020-02-29"), "a day earlier Feb.");
    let texts: Vec<&str> = times.iter().map(|t| doc.text(t.span)).collect();
    assert_eq!(texts, ["a day earlier", "Feb."]);
}

#[test]
fn a_range_that_runs_backwards_is_no_range() {
    assert_eq!(times("2020-1994"), ["2020 = 2020-01-01..2020-12-31", "1994 = 1994-01-01..1994-12-31"]);
}

#[test]
fn years_decades_seasons_and_feasts() {
    assert_eq!(times("In mid-2016 and 2014"), ["mid-2016 = 2016-01-01..2016-12-31", "2014 = 2014-01-01..2014-12-31"]);
    assert_eq!(times("in the 1990s"), ["1990s = 1990-01-01..1999-12-31"]);
    assert_eq!(times("2000 soldiers and 1918 shells"), Vec::<String>::new());
    assert_eq!(
        times("Last winter was mild; the fall of the city in the spring of 2015"),
        ["Last winter = 2018-12-01..2019-02-28", "spring of 2015 = 2015-03-01..2015-05-31"]
    );
    assert_eq!(
        times("They struck on New Year's Eve and at Christmas 2017."),
        ["New Year's Eve = 2018-12-31", "Christmas 2017 = 2017-12-25"]
    );
    assert_eq!(times("Shops closed on Good Friday 2019."), ["Good Friday 2019 = 2019-04-19"]);
}

#[test]
fn hours_stand_with_their_day() {
    assert_eq!(times("Today, at 10:30 a.m., the shelling began."), ["Today, at 10:30 a.m. = 2019-06-12"]);
    assert_eq!(times("It began at 6 p.m. GMT on Monday."), ["6 p.m. GMT on Monday = 2019-06-10T18:00:00+00:00"]);
    assert_eq!(
        times("The truce began on Tuesday at 14:00 (1200 GMT)."),
        ["Tuesday at 14:00 (1200 GMT = 2019-06-11T12:00:00+00:00"]
    );
    assert_eq!(times("Nobody slept on Monday. The siren went at noon."), ["Monday = 2019-06-10", "noon = 2019-06-10"]);
}

#[test]
fn lengths_and_vague_words_are_no_dates() {
    assert_eq!(times("It lasted for six weeks, with talks in recent days."), ["six weeks = ?", "recent days = ?"]);
    assert_eq!(times("a ten-hour drive several days ago"), ["ten-hour = ?", "several days ago = ?"]);
    assert_eq!(times("It has rained for the past couple of days."), ["the past couple of days = ?"]);
    assert_eq!(times("It fell a couple of days ago."), ["a couple of days ago = 2019-06-10"]);
    assert_eq!(times("It fell a dozen days ago."), ["a dozen days ago = 2019-05-31"]);
}

#[test]
fn times_hang_on_times_told_before() {
    assert_eq!(
        times("The bridge fell on 3 May 2018. The next day the mill burned, and that year the mayor left."),
        ["3 May 2018 = 2018-05-03", "The next day = 2018-05-04", "that year = 2018-01-01..2018-12-31"]
    );
}

#[test]
fn without_a_day_of_publication_relative_times_stay_open() {
    let (_, found) = read(None, "Yesterday and on Tuesday it rained, as in 2014 and on 2015-03-04.");
    let when: Vec<bool> = found.iter().map(|time| time.when.is_some()).collect();
    assert_eq!(when, [false, false, true, true]);
}

#[test]
fn comparisons_and_decades_name_no_year() {
    assert_eq!(times("Raids rose to 60 from 40 a year earlier."), ["a year earlier = ?"]);
    assert_eq!(times("The mine closed a year ago."), ["a year ago = 2018-01-01..2018-12-31"]);
    assert_eq!(times("The two fought over it three decades ago."), ["three decades ago = ?"]);
    assert_eq!(times("Exports fell in the third quarter of 2018."), ["third quarter of 2018 = ?"]);
}

#[test]
fn times_that_come_round_and_names_are_no_days() {
    assert_eq!(times("They march each July and every Friday."), ["each July = ?", "every Friday = ?"]);
    assert_eq!(times("He told Harbour Today about the leaders of tomorrow."), ["tomorrow = ?"]);
    assert_eq!(times("As of today the road is open."), ["today = 2019-06-12"]);
}

#[test]
fn nights_stand_with_their_days() {
    assert_eq!(times("Guns fired overnight into June 11."), ["overnight into June 11 = 2019-06-10..2019-06-11"]);
    assert_eq!(times("Guns fired overnight on Sunday."), ["overnight on Sunday = 2019-06-09"]);
    assert_eq!(
        times("The mayor said on Monday that guns fired overnight."),
        ["Monday = 2019-06-10", "overnight = 2019-06-09..2019-06-10"]
    );
    assert_eq!(times("Guns fired late Sunday into Monday."), ["late Sunday into Monday = 2019-06-09..2019-06-10"]);
    assert_eq!(
        times("Guns fired overnight from Sunday to Monday."),
        ["overnight from Sunday to Monday = 2019-06-09..2019-06-10"]
    );
}

#[test]
fn weekdays_of_a_week_and_ranges_of_weekdays() {
    assert_eq!(times("The mill burned on Tuesday of last week."), ["Tuesday of last week = 2019-06-04"]);
    assert_eq!(times("It rained from Friday to Monday."), ["Friday to Monday = 2019-06-07..2019-06-10"]);
    assert_eq!(times("It rained from Tuesday to Thursday."), ["Tuesday to Thursday = 2019-06-11..2019-06-13"]);
}

#[test]
fn prepositions_and_modals_look_ahead() {
    assert_eq!(times("He called new talks for Friday."), ["Friday = 2019-06-14"]);
    assert_eq!(times("Police were sent ahead of Sunday's vote."), ["Sunday = 2019-06-16"]);
    assert_eq!(times("The guards must leave by Saturday."), ["Saturday = 2019-06-15"]);
    assert_eq!(times("The guards may have left on Saturday."), ["Saturday = 2019-06-08"]);
    assert_eq!(times("They would appeal against Monday's verdict."), ["Monday = 2019-06-10"]);
}

#[test]
fn neighbours_of_a_time_told_before() {
    assert_eq!(
        times("The dam burst on 6 March 2018. The following Monday it was gone; the week before, it had leaked."),
        ["6 March 2018 = 2018-03-06", "following Monday = 2018-03-12", "the week before = 2018-03-05..2018-03-11"]
    );
    assert_eq!(times("He left last March 5."), ["last March 5 = 2019-03-05"]);
    assert_eq!(times("It starts at 8 p.m. ET on Monday."), ["8 p.m. ET on Monday = 2019-06-10"]);
}

proptest::proptest! {
    #[test]
    fn any_mixture_of_calendar_words_is_read(text in "((the|last|next|this|a|two|99999|0|1|31|May|March|Feb\\.|Friday|day|weeks?|years|centuries|decade|ago|earlier|later|from|to|and|between|-|2020|9999|1994|2020-02-31|1990s|weekend|winter|Easter|10:30|p\\.m\\.|GMT|noon|of|,) ?){0,14}") {
        let (doc, times) = read(Some("2020-02-29"), &text);
        for pair in times.windows(2) {
            proptest::prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for time in &times {
            proptest::prop_assert!(!doc.text(time.span).is_empty());
            proptest::prop_assert!(time.when.is_none_or(|when| when.start <= when.end));
        }
    }

    #[test]
    fn the_ends_of_the_calendar_do_no_harm(text in "(in|the|last|next|past) (9999|2|30) (centuries|years|decades|months|weeks|days)( ago| earlier| later)?", first in proptest::bool::ANY) {
        read(Some(if first { "-009999-01-02" } else { "9999-12-31" }), &text);
        read(Some("0001-01-01"), &text);
    }
}
