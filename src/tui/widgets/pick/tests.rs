//! What typed text, digits and keys do in a list.

use super::*;

fn list() -> PickList<u32> {
    let rows = [
        (1, "婚姻家庭", "01", "hyjt"),
        (2, "邻里", "02", "ll"),
        (10, "劳动争议", "10", "ldzy"),
        (11, "拖欠农民工工资", "10a", "tqnmggz"),
        (99, "其他", "99", "qt"),
    ];
    PickList::new(
        rows.map(|(value, label, code, initials)| Item {
            value,
            label: label.into(),
            code: code.into(),
            initials: initials.into(),
        })
        .into(),
    )
}

fn labels(list: &PickList<u32>) -> Vec<&str> {
    list.fitting().map(|item| item.label.as_str()).collect()
}

/// Catches a filter that misses one of the ways to name a thing, or puts the best fit behind others.
#[test]
fn a_name_its_initials_and_its_code_find_it() {
    for (typed, found) in [
        ("家", vec!["婚姻家庭"]),
        ("LL", vec!["邻里"]),
        ("ｌ", vec!["邻里", "劳动争议"]),
        ("１０", vec!["劳动争议", "拖欠农民工工资"]),
        ("医", vec![]),
    ] {
        let mut list = list();
        list.paste(typed);
        assert_eq!(labels(&list), found, "{typed}");
    }
}

/// Catches digits that only work in half width, and that count hidden rows.
#[test]
fn a_digit_picks_the_row_that_bears_it() {
    assert_eq!(list().insert("２"), PickEvent::Picked(2));
    let mut list = list();
    list.insert("l");
    assert_eq!(list.insert("2"), PickEvent::Picked(10));
    list.set_sight(2);
    assert_eq!(list.up(), PickEvent::Moved);
    assert_eq!((list.top(), list.insert("1")), (3, PickEvent::Picked(11)));
    assert_eq!(list.insert("9"), PickEvent::Moved);
}

/// Catches a code taken at its first digit (the second then lands in the next field) or never.
#[test]
fn a_code_is_picked_when_it_is_whole() {
    let mut list = list().with_digits(Digits::Code);
    assert_eq!(list.insert("9"), PickEvent::Moved);
    assert_eq!(list.insert("9"), PickEvent::Picked(99));
    list.insert("1");
    assert_eq!(list.insert("０"), PickEvent::Moved);
    assert_eq!(list.accept(), PickEvent::Picked(10));
    list.insert("1");
    list.insert("0");
    assert_eq!(list.insert("a"), PickEvent::Picked(11));
    list.insert("l");
    assert_eq!(list.insert("2"), PickEvent::Picked(10));
}

/// Catches a code whose leading zero must be typed, and one without it that is taken before Enter: it may be the first of
/// two digits.
#[test]
fn a_leading_zero_may_be_left_out() {
    for (typed, picked) in [("2", 2), ("1", 1)] {
        let mut list = list().with_digits(Digits::Code);
        assert_eq!((list.insert(typed), list.accept()), (PickEvent::Moved, PickEvent::Picked(picked)));
    }
}

/// Catches a list that knows one form of a character, or one of its readings, only.
#[test]
fn traditional_and_every_reading_find_it() {
    for (typed, found) in
        [("鄰", "邻里"), ("勞動", "劳动争议"), ("jiating", "婚姻家庭"), ("dongzhengy", "劳动争议")]
    {
        let mut list = list();
        list.paste(typed);
        assert_eq!(labels(&list).first(), Some(&found), "{typed}");
    }
}

/// Catches a new name that hides behind a listed one, and one that is offered where only listed ones may be.
#[test]
fn a_new_name_has_its_own_row() {
    let mut list = list().with_entry(Entry::Free);
    list.insert("邻");
    assert_eq!((list.rows(), list.new_name()), (2, Some("邻")));
    list.down();
    assert_eq!(list.accept(), PickEvent::New("邻".into()));
    list.insert("里");
    assert_eq!((list.rows(), list.new_name()), (1, None));
    list.insert("3");
    assert_eq!(list.accept(), PickEvent::New("邻里3".into()));
    let mut closed = self::list();
    closed.insert("医");
    assert_eq!(closed.accept(), PickEvent::None);
    assert_eq!(closed.cancel(), PickEvent::Cancelled);
}

/// Catches several picks that lose their order, cannot be taken back, or never end.
#[test]
fn of_several_the_first_leads() {
    let mut list = list().with_count(Count::Several).with_entry(Entry::Free);
    list.insert("其");
    assert_eq!(list.accept(), PickEvent::Picked(99));
    assert_eq!(list.insert("1"), PickEvent::Picked(1));
    list.insert("新人");
    assert_eq!(list.accept(), PickEvent::New("新人".into()));
    list.add(Item { value: 7, label: "新人".into(), code: String::new(), initials: "xr".into() });
    let names = |list: &PickList<u32>| list.chosen().map(|item| item.value).collect::<Vec<_>>();
    assert_eq!(names(&list), [99, 1, 7]);
    assert_eq!(list.insert("1"), PickEvent::Dropped(1));
    assert_eq!(list.backspace(), PickEvent::Dropped(7));
    assert_eq!((names(&list), list.accept()), (vec![99], PickEvent::Done));
}
