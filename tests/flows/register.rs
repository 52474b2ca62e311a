//! The register and find: moves, filters and searches by keys, compared with a simple model of the list.

use proptest::prelude::*;
use tiaojie::domain::{Closing, DisputeId, Outcome};
use tiaojie::store::{Breakdown, CaseFilter, ListQuery, Order, Outcomes, Pick, SortBy, Store, Tree};
use tiaojie::text::Lang;
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::screens::find::Find;
use tiaojie::tui::screens::open_cases;
use tiaojie::tui::screens::register::rows::Rows;
use tiaojie::tui::stack::{Cx, Layer, Wait};
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::terminal::Program;
use tiaojie::tui::theme::DARK;

use crate::support::District;
use crate::support::register::{app, full, press, settle, shown, times, type_in};
use crate::support::screen::Screen;
use crate::support::script::{play, step};

/// One thing done to a list.
#[derive(Debug, Clone)]
enum Move {
    Up(usize),
    Down(usize),
    PageUp,
    PageDown,
    First,
    Last,
    Fit(u16),
    Again(usize),
    /// A held arrow key: so many at once.
    Held(isize),
}

fn a_move() -> impl Strategy<Value = Move> {
    prop_oneof![
        3 => (1..4_usize).prop_map(Move::Up),
        3 => (1..9_usize).prop_map(Move::Down),
        4 => Just(Move::PageUp),
        6 => Just(Move::PageDown),
        1 => Just(Move::First),
        2 => Just(Move::Last),
        1 => (1..12_u16).prop_map(Move::Fit),
        3 => (0..60_usize).prop_map(Move::Again),
        4 => (-50..50_isize).prop_map(Move::Held),
    ]
}

pub(super) fn all(store: &Store, filter: &CaseFilter, order: Order) -> Vec<DisputeId> {
    let query = ListQuery { filter: filter.clone(), order, after: None, skip: 0, limit: 1_000 };
    store.list(&query).unwrap().iter().map(|case| case.id).collect()
}

fn filters(district: &District) -> Vec<CaseFilter> {
    vec![
        CaseFilter::default(),
        CaseFilter { office: Some(district.towns[1]), ..CaseFilter::default() },
        CaseFilter { mediator: Pick::Is(district.mediators[0]), ..CaseFilter::default() },
        CaseFilter { outcomes: Outcomes::Open, ..CaseFilter::default() },
        CaseFilter { outcomes: Outcomes::Of(vec![Outcome::Declined]), ..CaseFilter::default() },
    ]
}

/// Does the move on the rows and on an index into the plain list.
fn go(
    rows: &mut Rows,
    store: &Store,
    list: &[DisputeId],
    (at, height): (&mut usize, &mut usize),
    step: &Move,
) {
    let last = list.len().saturating_sub(1);
    match step {
        Move::Up(n) => {
            rows.up(store, *n).unwrap();
            *at = at.saturating_sub(*n);
        }
        Move::Down(n) => {
            rows.down(store, *n).unwrap();
            *at = (*at + n).min(last);
        }
        Move::PageUp => {
            rows.page_up(store).unwrap();
            *at = at.saturating_sub(*height);
        }
        Move::PageDown => {
            rows.page_down(store).unwrap();
            *at = (*at + *height).min(last);
        }
        Move::First => {
            rows.to_first(store).unwrap();
            *at = 0;
        }
        Move::Last => {
            rows.to_last(store, Some(list.len() as u64)).unwrap();
            *at = last;
        }
        Move::Fit(n) => {
            rows.fit(store, *n).unwrap();
            *height = usize::from(*n);
        }
        Move::Held(n) => {
            for _ in 0..n.unsigned_abs() {
                rows.nudge(store, n.signum()).unwrap();
            }
            // Back again before a frame: the way turns while rows are owed.
            rows.nudge(store, -n.signum()).unwrap();
            rows.settle(store).unwrap();
            let end = at.saturating_add_signed(*n).min(last);
            *at = end.saturating_add_signed(-n.signum()).min(last);
        }
        Move::Again(n) => {
            if let Some(case) = list.get(n % list.len().max(1)) {
                rows.around(store, rows.filter().clone(), rows.order(), *case).unwrap();
                *at = n % list.len();
            }
        }
    }
}

/// The full register on disk, read by many tests of one binary: a thread has its own.
fn with_full<R>(test: impl FnOnce(&District) -> R) -> R {
    thread_local!(static FULL: District = full());
    FULL.with(|district| test(district))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: a page read twice or left out at a seam, a selection that lands on the neighbour after the stretch was
    /// extended or trimmed, a place in the list counted wrong, blank rows though there are cases.
    #[test]
    fn any_moves_show_just_the_rows_of_the_list(
        which in 0..5_usize,
        by in prop::sample::select(SortBy::ALL.to_vec()),
        turned in any::<bool>(),
        height in 1..5_usize,
        script in prop::collection::vec(a_move(), 1..40),
    ) {
        with_full(|district| {
            let store = &district.store;
            let order = if turned { Order::usual(by).turned() } else { Order::usual(by) };
            let filter = filters(district).swap_remove(which);
            let list = all(store, &filter, order);
            let mut rows = Rows::first(store, filter, order).unwrap();
            rows.fit(store, u16::try_from(height).unwrap()).unwrap();
            let (mut at, mut height) = (0, height);
            for step in &script {
                go(&mut rows, store, &list, (&mut at, &mut height), step);
                prop_assert_eq!(rows.selected().map(|case| case.id), list.get(at).copied(), "after {:?}", step);
                let shown: Vec<DisputeId> = rows.in_sight().map(|case| case.id).collect();
                prop_assert_eq!(shown.len(), height.min(list.len()));
                if !list.is_empty() {
                    let top = at - rows.selected_row();
                    prop_assert_eq!(&shown[..], &list[top..top + shown.len()]);
                    prop_assert_eq!(rows.position(), Some(at as u64 + 1));
                }
            }
            Ok(())
        })?;
    }

    /// Catches: a search that answers for an older text, and one that the index answers otherwise than the cases do.
    #[test]
    fn find_lists_what_a_scan_finds(case in 0..60_usize, from in 0..12_usize, len in 1..5_usize, which in 0..4_usize) {
        with_full(|district| {
            let id = all(&district.store, &CaseFilter::default(), Order::NEWEST)[case];
            let dispute = district.store.dispute(id).unwrap();
            let texts = [&dispute.summary, &dispute.number, &dispute.parties[0].name, &dispute.parties[1].phone];
            let piece: String = texts[which].chars().skip(from % texts[which].chars().count()).take(len).collect();
            let expected = district.store.search_by_scan(&piece, 50).unwrap();
            let copy = district.folder.path().join("copy.db");
            let _ = std::fs::remove_file(&copy);
            let store = Store::open(district.store.path(), Box::new(tiaojie::domain::Fixed::at(crate::support::day(2024, 12, 31), 5))).unwrap();
            let mut cx = Cx::new(store, Lang::Zh, DARK, &UNICODE);
            let mut find = Find::new(&mut cx);
            for c in piece.chars() {
                find.input(&Input::Text(c.to_string()), &mut cx);
            }
            prop_assert_eq!(find.waits(), Wait::Turn);
            find.wake(&mut cx);
            prop_assert_eq!(find.waits(), Wait::Key);
            prop_assert_eq!(find.hits(), &expected[..], "{}", piece);
            prop_assert_eq!(&cx.last_query, piece.trim());
            Ok(())
        })?;
    }
}

/// What became of the cases a filter leaves, by reading each.
fn recount(store: &Store, filter: &CaseFilter) -> Breakdown {
    let mut counted = Breakdown::default();
    for id in store.all_ids(filter).unwrap() {
        let case = store.dispute(id).unwrap();
        counted.cases += 1;
        if !case.is_accepted() {
            continue;
        }
        counted.accepted += 1;
        *match case.outcome() {
            None => &mut counted.open,
            Some(Outcome::Written | Outcome::Oral) => &mut counted.successful,
            Some(Outcome::Unsuccessful) => &mut counted.unsuccessful,
            Some(Outcome::Withdrawn) => &mut counted.withdrawn,
            Some(Outcome::Referred | Outcome::Declined) => &mut counted.referred,
        } += 1;
    }
    counted
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: figures over the list that the running totals and the cases themselves tell differently.
    #[test]
    fn the_figures_are_those_of_the_list(script in prop::collection::vec(step(), 10..50)) {
        let mut district = District::new();
        for step in &script {
            play(&mut district, step);
        }
        let day = |month, on| crate::support::day(2024, month, on);
        let narrow = |change: fn(&mut CaseFilter)| {
            let mut filter = CaseFilter::default();
            change(&mut filter);
            filter
        };
        let mut all = filters(&district);
        all.extend([
            narrow(|filter| filter.kind = Tree::Below("10".parse().unwrap())),
            narrow(|filter| filter.kind = Tree::Exactly("10a".parse().unwrap())),
            narrow(|filter| filter.source = Tree::Below("received".parse().unwrap())),
            narrow(|filter| filter.outcomes = Outcomes::Void),
            narrow(|filter| filter.outcomes = Outcomes::Accepted),
            narrow(|filter| filter.village = Pick::Missing),
            narrow(|filter| filter.mediator = Pick::Missing),
            narrow(|filter| filter.tag = Some("诉前".into())),
            CaseFilter { accepted: tiaojie::domain::DateRange::new(day(2, 3), day(9, 20)), ..CaseFilter::default() },
            CaseFilter { village: Pick::Is(district.villages[1]), outcomes: Outcomes::Of(vec![Outcome::Oral, Outcome::Referred]), office: Some(district.towns[0]), ..CaseFilter::default() },
        ]);
        for filter in all {
            prop_assert_eq!(district.store.breakdown(&filter).unwrap(), Some(recount(&district.store, &filter)), "{:?}", filter);
        }
    }
}

/// The row with the marker.
pub(super) fn marked(screen: &Screen) -> String {
    screen.text().lines().find(|row| row.starts_with('▸')).unwrap_or_default().to_owned()
}

fn clear(app: &mut App) {
    press(app, &[Key::ctrl('u')]);
}

/// Catches: a filter that cannot be set by one of the ways a clerk types, or that another way sets differently.
#[test]
fn a_filter_is_set_by_code_by_chinese_by_initials_and_by_full_width_digits() {
    let mut app = app(full().store, Lang::Zh);
    let enter = Key::plain(Code::Enter);
    for (typed, then) in [
        ("202", None),
        ("２０２", None),
        ("2邻里", Some(enter)),
        ("2ll", Some(enter)),
        ("2linli", Some(enter)),
    ] {
        press(&mut app, &[Key::ctrl('l')]);
        type_in(&mut app, typed);
        press(&mut app, then.as_slice());
        let screen = shown(&mut app);
        assert!(screen.row(1).contains("[类型：邻里]"), "{typed}\n{}", screen.text());
        assert!(screen.row(2).contains("共 10 件"), "{typed}\n{}", screen.text());
        clear(&mut app);
        assert!(shown(&mut app).row(2).contains("共 60 件"));
    }
}

/// Catches: a dimension that cannot be reached or does not narrow; a filter that replaces another; one that cannot be
/// taken away by itself.
#[test]
fn every_dimension_narrows_and_is_taken_away_by_itself() {
    let mut app = app(full().store, Lang::Zh);
    let enter = Key::plain(Code::Enter);
    let steps = [
        ("12024-Q4", "[时间：2024-Q4]"),
        ("4松柏", "[单位：松柏镇]"),
        ("32", "[结果：在办]"),
        ("5hd", "[调解员：红调]"),
        ("6红花", "[村：红花朵村]"),
        ("7依申", "[来源：依申请]"),
    ];
    let mut before = 60;
    for (typed, chip) in steps {
        press(&mut app, &[Key::ctrl('l')]);
        type_in(&mut app, typed);
        if !typed.ends_with("32") {
            press(&mut app, &[enter]);
        }
        let screen = shown(&mut app);
        let value = chip.split_once('：').map_or("", |(_, value)| value);
        let short = format!("[{value}");
        assert!(screen.row(1).contains(chip) || screen.row(1).contains(&short), "{typed}\n{}", screen.text());
        let now = screen.text().lines().filter(|row| row.contains("2024-1")).count();
        assert!(now <= before, "{typed}\n{}", screen.text());
        before = now;
    }
    assert!(shown(&mut app).text().contains("第 1 件") || shown(&mut app).text().contains("没有符合"));
    for digit in 1..=7 {
        press(&mut app, &[Key::ctrl('l')]);
        type_in(&mut app, &digit.to_string());
        press(&mut app, &[Key::plain(Code::PageUp), Key::plain(Code::PageUp), enter]);
    }
    assert!(!shown(&mut app).row(1).contains('['), "{}", shown(&mut app).text());
    assert!(shown(&mut app).row(2).contains("共 60 件"));
}

/// Catches: a typed period that is taken though it is none, and the popup that closes over it.
#[test]
fn a_period_that_is_none_is_said() {
    let mut app = app(full().store, Lang::Zh);
    press(&mut app, &[Key::ctrl('l')]);
    type_in(&mut app, "12024-13");
    press(&mut app, &[Key::plain(Code::Enter)]);
    assert!(shown(&mut app).text().contains("看不懂这个时间"), "{}", shown(&mut app).text());
    press(&mut app, &[Key::plain(Code::Backspace)]);
    assert!(
        shown(&mut app).text().contains("回车：2024-01（2024-01-01 至 2024-01-31）"),
        "{}",
        shown(&mut app).text()
    );
    press(&mut app, &[Key::plain(Code::Enter)]);
    assert!(shown(&mut app).row(2).contains("共 5 件"), "{}", shown(&mut app).text());
    press(&mut app, &[Key::ctrl('l'), Key::plain(Code::Esc)]);
    assert!(shown(&mut app).row(1).contains("[时间：2024-01]"), "Esc changes nothing");
}

/// Catches: a list that jumps to its beginning after a save, loses the case whose date was changed, or shows old words.
#[test]
fn after_a_save_one_stands_on_the_same_case() {
    let mut app = app(full().store, Lang::Zh);
    times(&mut app, Code::Down, 40);
    let row = marked(&shown(&mut app));
    let number = row.split_whitespace().nth(1).unwrap().to_owned();
    let list = all(&app.cx().store, &CaseFilter::default(), Order::NEWEST);
    let before = app.cx().store.dispute(list[40]).unwrap();
    let mut after = before.clone();
    after.accepted_on = crate::support::day(2024, 10, 30);
    after.closing = Some(Closing { outcome: Outcome::Withdrawn, on: crate::support::day(2024, 12, 1) });
    app.cx_mut().store.save_dispute(Some(&before), after, None).unwrap();
    app.cx_mut().records_changed();
    press(&mut app, &[Key::plain(Code::F(24))]);
    let row = marked(&shown(&mut app));
    assert!(row.contains(&number) && row.contains("2024-10-30") && row.contains("撤回"), "{row}");
}

/// Catches: cases behind a number that are more or fewer than it says, a sort that drops some, a filter that widens.
#[test]
fn behind_a_number_stand_exactly_its_cases() {
    let district = full();
    let filter =
        CaseFilter { outcomes: Outcomes::Of(vec![Outcome::Written, Outcome::Oral]), ..CaseFilter::default() };
    let count = district.store.count(&filter).unwrap().cases;
    let mut app = app(district.store, Lang::Zh);
    let layer = open_cases("2024 成功".into(), filter, app.cx_mut()).unwrap();
    app.push(layer);
    for by in ["1", "2", "3", "7"] {
        let screen = shown(&mut app);
        assert!(screen.row(0).contains("2024 成功"));
        assert!(screen.row(2).contains(&format!("共 {count} 件")), "{}", screen.text());
        press(&mut app, &[Key::plain(Code::End)]);
        let screen = shown(&mut app);
        assert!(screen.row(2).contains(&format!("第 {count} 件")), "{}", screen.text());
        press(&mut app, &[Key::ctrl('e')]);
        type_in(&mut app, by);
    }
    press(&mut app, &[Key::ctrl('l')]);
    let popup: Vec<String> =
        shown(&mut app).text().lines().filter(|row| row.contains('│')).map(str::to_owned).collect();
    assert!(popup.iter().any(|row| row.contains("类型")));
    assert!(!popup.iter().any(|row| row.contains(" 结果")), "what the number asks cannot be changed");
    press(&mut app, &[Key::plain(Code::Esc), Key::plain(Code::Esc)]);
    assert!(shown(&mut app).row(0).contains("台账"));
}

/// Catches: an arrow key that sends rows of hanzi anew, or a list that scrolls row by row.
#[test]
fn an_arrow_key_sends_few_bytes() {
    for columns in [80, 120] {
        let mut app = app(full().store, Lang::Zh);
        let mut screen = Screen::new(columns, 24);
        settle(&mut screen, &mut app);
        let (mut inside, mut all) = (Vec::new(), Vec::new());
        for _ in 0..59 {
            let (before, top) = (screen.bytes(), screen.row(4));
            times(&mut app, Code::Down, 1);
            screen.show(&mut app);
            let sent = screen.bytes() - before;
            all.push(sent);
            if screen.row(4).trim_start_matches('▸').trim() == top.trim_start_matches('▸').trim() {
                inside.push(sent);
            }
            settle(&mut screen, &mut app);
        }
        let most = inside.iter().max().unwrap();
        let mean = all.iter().sum::<usize>() / all.len();
        println!("{columns}: inside at most {most}, with scrolling {mean} on average");
        assert!(inside.len() > 45 && *most <= 380, "{inside:?}");
        assert!(mean <= 600, "{all:?}");
    }
}

/// Catches: an arrow inside the stretch that is held up by reading the preview.
#[test]
fn the_preview_follows_when_nothing_waits() {
    let mut app = app(full().store, Lang::Zh);
    let mut screen = Screen::new(80, 24);
    settle(&mut screen, &mut app);
    let before = screen.row(21);
    times(&mut app, Code::Down, 3);
    screen.show(&mut app);
    assert_eq!(screen.row(21), before);
    settle(&mut screen, &mut app);
    let number = marked(&screen).split_whitespace().nth(1).unwrap().to_owned();
    assert!(
        screen.row(21).contains(number.trim_start_matches(|c: char| !c.is_ascii_digit())),
        "{}",
        screen.text()
    );
}

/// Catches: a new case that comes in just above the rows in sight.
#[test]
fn a_new_case_is_seen_at_the_top() {
    let mut app = app(full().store, Lang::Zh);
    let first = marked(&shown(&mut app));
    let store = &mut app.cx_mut().store;
    let id = store.fresh_dispute_id();
    let mut case = tiaojie::domain::Dispute::new(
        id,
        tiaojie::domain::Office::root_id(),
        crate::support::day(2024, 12, 31),
    );
    case.summary = "新来的一件".into();
    store.save_dispute(None, case, None).unwrap();
    app.cx_mut().records_changed();
    press(&mut app, &[Key::plain(Code::F(24))]);
    let screen = shown(&mut app);
    assert!(screen.row(4).contains("2024-12-31"), "{}", screen.text());
    assert_eq!(marked(&screen), first);
}

/// Catches: a cursor that stays in the list while one types into the popup, or that does not follow what is typed.
#[test]
fn in_the_filter_the_cursor_is_where_the_next_character_goes() {
    for size in [(80, 24), (120, 40)] {
        let mut app = app(full().store, Lang::Zh);
        let mut screen = Screen::new(size.0, size.1);
        press(&mut app, &[Key::ctrl('l')]);
        type_in(&mut app, "2");
        settle(&mut screen, &mut app);
        for c in "邻里abc纠纷".chars().cycle().take(40) {
            app.input(Input::Text(c.to_string()));
            settle(&mut screen, &mut app);
            let (at, cells) = (screen.cursor().unwrap(), if c.is_ascii() { 1 } else { 2 });
            assert_eq!(screen.buffer[(at.x - cells, at.y)].symbol(), c.to_string());
            assert!(screen.row(at.y).contains("输入："), "{}", screen.text());
            assert_eq!(screen.differences(), [] as [String; 0]);
        }
    }
}
