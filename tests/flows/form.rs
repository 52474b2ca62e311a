//! Forms by keys.

use proptest::prelude::*;
use tiaojie::domain::Fen;
use tiaojie::text::Lang;
use tiaojie::tui::actions::Action;
use tiaojie::tui::form::{Choice, FieldEditor, Form, FormEvent, Kind, Options, Shown, Spec, Value, item};
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::stack::{Answer, Cx, Flow, Layer};
use tiaojie::tui::symbols::UNICODE;
use tiaojie::tui::theme::DARK;

use crate::support::{District, day};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum F {
    Name,
    Day,
    Sum,
    One,
    Several,
    Story,
}

fn options() -> Options {
    let rows = [("a", "红花朵村", "hhdc"), ("b", "清泉村", "qqc"), ("c", "青天村", "qtc")];
    Options::one(rows.map(|(code, label, initials)| item(code, "", label, initials)).into())
}

fn form() -> Form<F> {
    let mut form = Form::new(Lang::Zh, day(2024, 12, 31));
    form.heading("一");
    form.field(Spec::new(F::Name, "姓名", Kind::Line).required());
    form.field(Spec::new(F::Day, "日期", Kind::Date).value(Value::Date(day(2024, 12, 31))));
    form.field(Spec::new(F::Sum, "金额", Kind::Money));
    form.heading("二");
    form.field(Spec::new(F::One, "村", Kind::Pick(options().or_new())));
    let lead = Value::Picked(vec![Choice::listed("a")]);
    form.field(Spec::new(F::Several, "调解员", Kind::Pick(options().or_new().several())).value(lead));
    form.field(Spec::new(F::Story, "经过", Kind::Area { rows: 2 }));
    form.start(F::Name);
    form
}

fn text(words: &str) -> Input {
    Input::Text(words.to_owned())
}

fn key(code: Code) -> Input {
    Input::Key(Key::plain(code))
}

/// Catches: a key that skips a field, a field that holds one back, hidden fields that are entered.
#[test]
fn the_focus_goes_on_and_back() {
    let mut form = form();
    form.show(F::Sum, Shown::No);
    let mut seen = Vec::new();
    loop {
        seen.push(form.focus().unwrap());
        match form.act(Action::Accept) {
            FormEvent::Left(_) => {}
            FormEvent::Last(F::Story) => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(seen, [F::Name, F::Day, F::One, F::Several, F::Story]);
    form.act(Action::Next);
    assert_eq!(form.focus(), Some(F::Name), "Tab goes round");
    form.act(Action::Previous);
    assert_eq!(form.focus(), Some(F::Story));
    form.act(Action::PageUp);
    form.act(Action::PageUp);
    assert_eq!(form.focus(), Some(F::Name));
    form.act(Action::Down);
    assert_eq!(form.focus(), Some(F::Day));
    form.act(Action::Down);
    assert_eq!(
        (form.focus(), form.date(F::Day)),
        (Some(F::Day), Some(day(2024, 12, 30))),
        "arrows change a day"
    );
}

/// Catches: a default that must be erased, one that a single key keeps half of.
#[test]
fn one_key_replaces_a_default() {
    let mut form = form();
    form.focus_on(F::Day);
    form.input(&text("５"));
    assert_eq!(form.date(F::Day), Some(day(2024, 12, 5)));
    form.focus_on(F::Several);
    form.input(&text("２"));
    assert_eq!(form.picked(F::Several), [Choice::listed("b")]);
    form.input(&text("3"));
    assert_eq!(form.picked(F::Several), [Choice::listed("b"), Choice::listed("c")], "now they add up");
    form.input(&text("向"));
    form.input(&text("新"));
    form.act(Action::Accept);
    assert_eq!(form.picked(F::Several).last(), Some(&Choice::New("向新".into())));
    assert_eq!(form.focus(), Some(F::Story), "one Enter goes on, after a name as after a digit");
    form.act(Action::Previous);
    form.input(&key(Code::Backspace));
    assert_eq!(form.picked(F::Several).len(), 2);
    form.act(Action::Accept);
    assert_eq!(form.focus(), Some(F::Story));
}

/// Catches: a second name that can only be added by another way than the first, a mark between names that becomes part of one.
#[test]
fn several_names_are_typed_with_marks_between() {
    let mut form = form();
    form.focus_on(F::Several);
    for typed in ["向新", "、", "qc", "，", "卫桂；王五"] {
        form.input(&text(typed));
    }
    form.act(Action::Accept);
    let new = |name: &str| Choice::New(name.into());
    let picked = [new("向新"), Choice::listed("b"), new("卫桂"), new("王五")];
    assert_eq!((form.picked(F::Several), form.focus()), (picked.into(), Some(F::Story)));
}

/// Catches: text in a list that means one thing when Enter leaves it and another when any other key does; text that means
/// nothing and is gone when one comes back to it.
#[test]
fn however_a_list_is_left_its_text_means_the_same() {
    let ways: [fn(&mut Form<F>); 4] = [
        |form| _ = form.act(Action::Accept),
        |form| _ = form.act(Action::Next),
        |form| form.focus_on(F::Story),
        |form| _ = form.check(),
    ];
    for leave in ways {
        let mut one = form();
        one.focus_on(F::One);
        one.input(&text("qt"));
        leave(&mut one);
        assert_eq!(one.code(F::One).as_deref(), Some("c"));
    }
    let rows = options();
    let mut form = Form::new(Lang::Zh, day(2024, 12, 31));
    form.field(Spec::new(F::One, "村", Kind::Pick(rows)));
    form.field(Spec::new(F::Name, "姓名", Kind::Line));
    form.start(F::One);
    form.input(&text("天外"));
    form.focus_on(F::Name);
    assert_eq!(form.check(), Some(F::One));
    form.focus_on(F::One);
    assert_eq!(form.check(), Some(F::One), "it is still there");
    assert!(form.cancel() && form.check().is_none());
}

/// Catches: Enter that picks what nobody chose, a Tab that loses what was typed, a digit that does not go on.
#[test]
fn picking_one() {
    let mut form = form();
    form.focus_on(F::One);
    form.act(Action::Accept);
    assert_eq!((form.picked(F::One), form.focus()), (vec![], Some(F::Several)));
    form.focus_on(F::One);
    assert_eq!(form.input(&text("2")), FormEvent::Left(F::One));
    assert_eq!(form.code(F::One).as_deref(), Some("b"));
    form.focus_on(F::One);
    form.input(&text("qt"));
    form.act(Action::Next);
    assert_eq!(form.code(F::One).as_deref(), Some("c"));
    form.focus_on(F::One);
    form.input(&text("0"));
    assert_eq!(form.picked(F::One), []);
    form.focus_on(F::One);
    form.act(Action::Down);
    form.act(Action::Accept);
    assert_eq!(form.code(F::One).as_deref(), Some("b"));
    form.focus_on(F::One);
    form.act(Action::Undo);
    assert_eq!(form.picked(F::One), []);
    form.act(Action::Redo);
    assert_eq!(form.code(F::One).as_deref(), Some("b"));
}

/// Catches: an undo that the field swallows though it has nothing left, so that no save can be undone.
#[test]
fn undo_ends_where_the_field_began() {
    let mut form = form();
    form.input(&text("张三"));
    assert_eq!(form.act(Action::Undo), FormEvent::Changed(F::Name));
    assert_eq!(form.act(Action::Undo), FormEvent::Unhandled);
    assert_eq!(form.act(Action::Redo), FormEvent::Changed(F::Name));
    assert_eq!(form.text(F::Name), "张三");
}

/// Catches: a needed field that passes empty, an amount half understood.
#[test]
fn a_check_finds_the_first_wrong_field() {
    let mut form = form();
    assert_eq!(form.check(), Some(F::Name));
    form.input(&text("张三"));
    form.focus_on(F::Sum);
    form.input(&text("三万五元"));
    form.act(Action::Next);
    assert_eq!((form.check(), form.money(F::Sum)), (Some(F::Sum), None));
    form.focus_on(F::Sum);
    form.act(Action::Undo);
    form.input(&text("３．５万"));
    assert_eq!((form.check(), form.money(F::Sum)), (None, Some(Fen::from_yuan(35_000))));
}

fn any_step() -> impl Strategy<Value = Input> {
    let texts = ["张三", "1", "０", "3-5", "2-31", "q", "3.5万", "双方，", "\u{301}"];
    let codes =
        [Code::Tab, Code::Left, Code::Right, Code::Home, Code::End, Code::Backspace, Code::Delete, Code::Up];
    prop_oneof![
        prop::sample::select(texts.to_vec()).prop_map(text),
        prop::sample::select(texts.to_vec()).prop_map(|words| Input::Paste(format!("{words}\n{words}\n"))),
        prop::sample::select(codes.to_vec()).prop_map(key),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: a draft that loses something, what could not be understood above all.
    #[test]
    fn a_draft_brings_everything_back(steps in proptest::collection::vec(any_step(), 0..30)) {
        let name = |key: F| format!("{key:?}");
        let mut before = form();
        for step in &steps {
            match step {
                Input::Key(Key { code: Code::Tab, .. }) => before.act(Action::Next),
                Input::Key(Key { code: Code::Up, .. }) => before.act(Action::Up),
                step => before.input(step),
            };
        }
        let draft = before.to_json(name);
        let mut after = form();
        after.restore(&draft, name);
        for key in [F::Name, F::Day, F::Sum, F::One, F::Several, F::Story] {
            prop_assert_eq!(after.value(key), before.value(key));
        }
        prop_assert_eq!(after.focus(), before.focus());
        prop_assert_eq!(after.is_touched(), before.is_touched());
        prop_assert_eq!(after.to_json(name), draft);
    }
}

/// Catches: a draft whose typed words drop the default they were typed beside.
#[test]
fn words_beside_a_default_come_back_with_it() {
    let name = |key: F| format!("{key:?}");
    let mut before = form();
    for _ in 0..4 {
        before.act(Action::Next);
    }
    before.input(&key(Code::Left));
    before.input(&text("3-5"));
    assert_eq!(before.value(F::Several), Value::Picked(vec![Choice::listed("a")]));
    let mut after = form();
    after.restore(&before.to_json(name), name);
    assert_eq!(after.value(F::Several), before.value(F::Several));
    assert_eq!(after.to_json(name), before.to_json(name));
}

fn editor(spec: Spec<()>) -> (FieldEditor, Cx, District) {
    let District { store, folder, towns, villages, mediators } = District::new();
    let spare = District::new();
    let cx = Cx::new(store, Lang::Zh, DARK, &UNICODE);
    let editor = FieldEditor::new(spec, "改", &cx);
    // The folder lives as long as its file is used.
    let keeper = District { folder, store: spare.store, towns, villages, mediators };
    (editor, cx, keeper)
}

fn answer(flow: Flow) -> Option<Value> {
    match flow {
        Flow::Answer(Answer::Filled(value)) => Some(value),
        _ => None,
    }
}

/// Catches: a popup that answers with what is wrong, loses the kind of a value, or wipes words that are only to be
/// changed.
#[test]
fn a_field_in_a_popup_answers_with_its_value() {
    let (mut popup, mut cx, _district) =
        editor(Spec::new((), "经过", Kind::Area { rows: 3 }).value(Value::Text("因排水".into())));
    popup.input(&text("发生口角"), &mut cx);
    popup.act(Action::NewLine, &mut cx);
    popup.input(&text("已和解"), &mut cx);
    let value = answer(popup.act(Action::Accept, &mut cx));
    assert_eq!(value, Some(Value::Text("因排水发生口角\n已和解".into())));

    let (mut popup, mut cx, _district) = editor(Spec::new((), "村", Kind::Pick(options())));
    assert_eq!(answer(popup.input(&text("３"), &mut cx)), Some(Value::Picked(vec![Choice::listed("c")])));

    let (mut popup, mut cx, _district) =
        editor(Spec::new((), "日期", Kind::Date).value(Value::Date(day(2024, 3, 5))));
    popup.input(&text("2-31"), &mut cx);
    assert_eq!(answer(popup.act(Action::Accept, &mut cx)), None);
    popup.act(Action::Undo, &mut cx);
    popup.input(&text("昨天"), &mut cx);
    assert!(matches!(popup.act(Action::Back, &mut cx), Flow::Answer(Answer::Nothing)));
}
