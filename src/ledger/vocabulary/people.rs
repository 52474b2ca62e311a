//! The people that a cell or a line of text names: a small grammar for every way in.
//!
//! Marks bind tighter than words: 张三、李四与王五 are two against one. A word is taken for one between two names only
//! where both of its sides are names; 和 is in names and places too. What is not sure is left as it is, and said.

use chrono::NaiveDate;

use super::called::{Called, called, counted, is_name, is_person, is_plain, notes};
use super::cells::{BETWEEN, is_nothing};
use super::details::{Detail, announces, detail};
use super::joints::{Joint, Joints};
use super::labels::{Means, label};
use super::pieces::items;
use crate::domain::identity::is_no_value;
use crate::domain::{Sex, Side};

/// Somebody as the words name him, with what stands beside the name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The side that the words give; none where they leave it to the column.
    pub side: Option<Side>,
    /// 姓名或名称
    pub name: String,
    /// 性别
    pub sex: Option<Sex>,
    /// 民族
    pub ethnicity: String,
    /// 出生日期; a year alone is none.
    pub born_on: Option<NaiveDate>,
    /// 职业或职务
    pub occupation: String,
    /// 联系方式
    pub phone: String,
    /// 证件号码
    pub id_number: String,
    /// 单位或住址
    pub address: String,
}

/// Why the words have to be looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Something beside a name has no field.
    Beside,
    /// It may name more people than were told apart.
    Together,
    /// Of a text for both sides only one was found.
    OneSide,
}

/// The people that a text names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// Those it names.
    pub all: Vec<Said>,
    /// Whether it mentions more people than it names: 张三等5人.
    pub more: bool,
    /// How many more, where all of them are counted.
    pub unnamed: Option<u32>,
    /// Why the words stay beside what was read.
    pub doubt: Option<Doubt>,
    /// What labels that leave the side open come to.
    roles: Roles,
    /// The side of the last label; it holds until the next one.
    labelled: Option<Side>,
    /// Where those begin whom the next 等5人 counts.
    group: usize,
}

/// What 债权人 and 男方 come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Roles {
    /// The column says the side.
    #[default]
    Open,
    /// As they are written.
    Said,
    /// Of two the other one is named first.
    Turned,
}

/// The people of a text that stands for one side.
pub fn people(text: &str) -> People {
    let plain = text.trim();
    if is_plain(plain) {
        return People::of(Roles::Open).with(plain);
    }
    People::of(Roles::Open).read(text, &items(text))
}

/// The people of a text that names both sides, each with its side.
pub fn both_sides(text: &str) -> People {
    let items = items(text);
    let mut means = items.iter().filter_map(|item| label(item).0).filter(|means| *means != Means::Name);
    let first = means.next();
    let third = Means::Side(Side::Third);
    if first == Some(third)
        && means.all(|means| means == third)
        && let Some(people) = beside_third(text)
    {
        return people;
    }
    if first.is_some() || says_side_in_note(&items) {
        let turned = matches!(first, Some(Means::Turn(Side::Respondent)));
        return People::of(if turned { Roles::Turned } else { Roles::Said }).read(text, &items).sides_given();
    }
    let joints: Vec<Joints> = items.iter().map(|item| Joints::of(item)).collect();
    let best = joints.iter().flat_map(Joints::sure).min();
    let mut people = People::of(Roles::Open);
    let Some(best) = best else { return by_marks(text, &items) };
    let mut of_side = Side::Applicant;
    let mut from = 0;
    for (item, joints) in items.iter().zip(&joints) {
        let at = joints.first(best).filter(|_| of_side == Side::Applicant);
        let halves = match at {
            Some(Joint { at, length, .. }) => {
                let chars: Vec<char> = item.chars().collect();
                let half = |range: &[char]| range.iter().collect::<String>();
                vec![half(&chars[..at]), half(&chars[at + length..])]
            }
            None => vec![item.clone()],
        };
        for (number, half) in halves.iter().enumerate() {
            if number == 1 {
                people.give(from, of_side);
                (of_side, from) = (Side::Respondent, people.all.len());
                people.group = from;
            }
            let pieces = Joints::of(half).pieces(&mut people.doubt);
            pieces.iter().for_each(|piece| people.add(piece, from));
        }
    }
    people.give(from, of_side);
    if joints.iter().map(|joints| joints.sure().filter(|kind| *kind == best).count()).sum::<usize>() > 1 {
        people.doubt = Some(Doubt::Together);
    }
    people.finish().in_doubt_if_one_side()
}

/// 张三与李四、第三人王五: only the third party has a label.
fn beside_third(text: &str) -> Option<People> {
    let at = ["第三人", "第三方", "丙方"].iter().filter_map(|word| text.find(word)).min()?;
    let (sides, third) = text.split_at_checked(at)?;
    let sides = sides.trim_end_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c) || c == '与');
    if sides.is_empty() {
        return None;
    }
    let (mut all, mut third) = (both_sides(sides), people(third));
    third.give(0, Side::Third);
    all.all.append(&mut third.all);
    all.more |= third.more;
    all.unnamed = all.unnamed.zip(third.unnamed).map(|(known, more)| known + more);
    all.doubt = all.doubt.or(third.doubt);
    Some(all)
}

/// Two sides between which only marks stand: the one mark that is stronger than the others, else the first name.
fn by_marks(text: &str, items: &[String]) -> People {
    for strong in [['\n', '\r'], ['；', ';'], ['/', '／'], ['，', ',']] {
        let sides: Vec<&str> = text.split(strong).filter(|side| !side.trim().is_empty()).collect();
        if let [one, other] = sides.as_slice()
            && items.len() > 2
            && detail(other.split(BETWEEN).next().unwrap_or_default()) == Detail::None
        {
            let (mut one, mut other) = (people(one), people(other));
            if one.all.is_empty() || other.all.is_empty() {
                continue;
            }
            one.give(0, Side::Applicant);
            other.give(0, Side::Respondent);
            one.all.append(&mut other.all);
            one.more |= other.more;
            one.doubt = one.doubt.or(other.doubt);
            one.unnamed = one.unnamed.zip(other.unnamed).map(|(one, other)| one + other);
            return one.finish().in_doubt_if_one_side();
        }
    }
    let mut people = people(text);
    for (at, said) in people.all.iter_mut().enumerate() {
        said.side = Some(if at == 0 { Side::Applicant } else { Side::Respondent });
    }
    people.in_doubt_if_one_side()
}

fn says_side_in_note(items: &[String]) -> bool {
    items.iter().any(|item| notes(item).1.iter().any(|note| matches!(label(note), (Some(_), ""))))
}

impl People {
    fn of(roles: Roles) -> Self {
        Self { roles, unnamed: Some(0), ..Self::default() }
    }

    fn with(mut self, name: &str) -> Self {
        self.all.push(Said { name: name.to_owned(), ..Said::default() });
        self
    }

    fn read(mut self, text: &str, items: &[String]) -> Self {
        if is_nothing(text) || is_no_value(text) {
            return self;
        }
        for item in items {
            // A label may have a word in it: 投诉人.
            let rest = label(item).1;
            let front = item.trim().strip_suffix(rest).unwrap_or_default();
            for (at, piece) in Joints::of(rest).pieces(&mut self.doubt).into_iter().enumerate() {
                self.add(&if at == 0 { format!("{front}{piece}") } else { piece }, 0);
            }
        }
        self.finish()
    }

    /// Whether the people are told apart, whatever else is said of them.
    pub fn is_sure(&self) -> bool {
        !self.all.is_empty() && self.doubt != Some(Doubt::Together)
    }

    fn give(&mut self, from: usize, side: Side) {
        self.all.iter_mut().skip(from).for_each(|said| said.side = said.side.or(Some(side)));
    }

    /// Those without a label beside those who have one: the other side, where only the applicants are called so.
    fn sides_given(mut self) -> Self {
        let has = |side| self.all.iter().any(|said| said.side == Some(side));
        let open =
            if has(Side::Applicant) && !has(Side::Respondent) { Side::Respondent } else { Side::Applicant };
        self.give(0, open);
        self.in_doubt_if_one_side()
    }

    /// Of both sides one is missing, or hidden in words that may be more than a name.
    fn in_doubt_if_one_side(mut self) -> Self {
        let has = |side| self.all.iter().any(|said| said.side == Some(side));
        let has_both = has(Side::Applicant) && has(Side::Respondent);
        if !self.all.is_empty() && !has_both {
            let is_whole = self.all.iter().all(|said| is_name(&said.name) || said.name.chars().count() <= 4);
            self.doubt = self.doubt.or(Some(if is_whole { Doubt::OneSide } else { Doubt::Together }));
        }
        self
    }

    fn finish(mut self) -> Self {
        let mut known: Vec<(Option<Side>, String)> = Vec::new();
        self.all.retain(|said| {
            let key = (said.side, said.name.clone());
            let is_new = !known.contains(&key);
            known.push(key);
            is_new
        });
        self
    }

    /// The side that a label says here.
    fn side_of(&self, means: Means) -> Option<Side> {
        match (means, self.roles) {
            (Means::Side(side), _) | (Means::Role(side) | Means::Turn(side), Roles::Said) => Some(side),
            (Means::Role(side), Roles::Turned) => Some(side),
            (Means::Turn(Side::Respondent), Roles::Turned) => Some(Side::Applicant),
            (Means::Turn(_), Roles::Turned) => Some(Side::Respondent),
            (Means::Role(_) | Means::Turn(_), Roles::Open) | (Means::Name, _) => None,
        }
    }

    /// Adds a piece between two marks or words: somebody, or something about whoever was named before. `from` is where
    /// the side begins.
    fn add(&mut self, piece: &str, from: usize) {
        let (means, rest) = label(piece);
        let rest = rest.trim();
        if let Some(side) = means.and_then(|means| self.side_of(means)) {
            self.labelled = Some(side);
            self.group = self.all.len();
        }
        if is_nothing(rest) {
            return;
        }
        let beside = self.all.len() > from && means.is_none_or(|means| means == Means::Name);
        let said = detail(rest);
        let is_about = match &said {
            // A village may be a party itself: only behind something else about somebody it is where he lives.
            Detail::Place(_) => beside && self.all.last().is_some_and(Said::has_details),
            Detail::None => false,
            _ => beside,
        };
        if is_about {
            return self.put(said);
        }
        // Digits alone are about somebody: an age, a part of a number.
        if !rest.contains(char::is_alphabetic) {
            if !self.all.is_empty() {
                return self.in_doubt(Doubt::Beside);
            }
            self.in_doubt(Doubt::Together);
        }
        // 张三，李四，共2人
        if let Some(count) = counted(rest).filter(|_| beside) {
            return self.count(count, from);
        }
        let (name, notes) = notes(rest);
        let words = words(&name);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let tells = |word: &&&str| detail(word) != Detail::None || is_person(word);
        let in_turn = words.len() > 1
            && !words.iter().all(|word| word.chars().nth(1).is_none())
            && words.iter().skip(1).all(|word| tells(&word))
            && words.iter().skip(1).any(|word| detail(word) != Detail::None);
        if !in_turn {
            self.name(called(&name), from);
        } else if let [first, behind @ ..] = words.as_slice() {
            self.name(called(first), from);
            for word in behind {
                match detail(word) {
                    Detail::None => self.name(called(word), from),
                    found => self.put(found),
                }
            }
        }
        notes.iter().for_each(|note| self.note(note, from));
    }

    /// Adds whom the words name.
    fn name(&mut self, called: Called, from: usize) {
        let Called { name, more, details, doubt } = called;
        if name.is_empty() {
            return;
        }
        self.all.push(Said { side: self.labelled, name, ..Said::default() });
        if let Some(count) = more {
            self.count(count, from);
        }
        details.into_iter().for_each(|detail| self.put(detail));
        if let Some(doubt) = doubt {
            self.in_doubt(doubt);
        }
    }

    /// There are more, so many together with those named last.
    fn count(&mut self, count: Option<u32>, from: usize) {
        let named = u32::try_from(self.all.len() - from.max(self.group)).unwrap_or(u32::MAX);
        let unnamed = count.map(|count| count.saturating_sub(named));
        self.unnamed = self.unnamed.zip(unnamed).map(|(known, more)| known + more);
        self.more |= unnamed != Some(0);
        self.group = self.all.len();
    }

    /// What stands in brackets behind a name.
    fn note(&mut self, note: &str, from: usize) {
        if let Some(count) = counted(note) {
            // 张三等（5人）
            if self.more && self.unnamed.is_none() {
                self.unnamed = Some(0);
            }
            self.group = self.all.len().saturating_sub(1).min(self.group.max(from));
            return self.count(count, from);
        }
        for note in note.split(BETWEEN).filter(|note| !note.trim().is_empty()) {
            match (label(note), detail(note.trim())) {
                ((Some(means), ""), _) => {
                    if let Some(side) = self.side_of(means) {
                        self.last(|said| said.side = Some(side));
                    }
                }
                // 李四（第三人王五）
                ((Some(means), other), Detail::None) if is_name(other) => {
                    self.name(called(other), from);
                    let side = self.side_of(means);
                    self.last(|said| said.side = side);
                }
                (_, Detail::None) => self.in_doubt(Doubt::Beside),
                (_, detail) => self.put(detail),
            }
        }
    }

    fn in_doubt(&mut self, doubt: Doubt) {
        self.doubt = Some(if doubt == Doubt::Together { doubt } else { self.doubt.unwrap_or(doubt) });
    }

    fn last(&mut self, change: impl FnOnce(&mut Said)) {
        if let Some(said) = self.all.last_mut() {
            change(said);
        }
    }

    fn put(&mut self, detail: Detail) {
        let Some(said) = self.all.last_mut() else { return };
        let taken = match detail {
            Detail::Sex(sex) => said.sex.replace(sex).is_some_and(|known| known != sex),
            Detail::Ethnicity(name) => put(&mut said.ethnicity, name),
            Detail::Born(on) => said.born_on.replace(on).is_some_and(|known| known != on),
            Detail::Occupation(name) => put(&mut said.occupation, name),
            Detail::Phone(phone) => put(&mut said.phone, phone),
            Detail::IdNumber(number) => put(&mut said.id_number, number),
            Detail::Address(place) | Detail::Place(place) => put(&mut said.address, place),
            Detail::Other | Detail::None => true,
        };
        if taken {
            self.in_doubt(Doubt::Beside);
        }
    }
}

/// The words between spaces; what a word announces belongs to it: 身份证号 42902119800101002X.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(last) if announces(last) => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// Writes what was not known yet; whether something else was.
fn put(field: &mut String, said: String) -> bool {
    if field.is_empty() {
        *field = said;
        return false;
    }
    *field != said
}

impl Said {
    fn has_details(&self) -> bool {
        self.sex.is_some()
            || self.born_on.is_some()
            || [&self.ethnicity, &self.occupation, &self.phone, &self.id_number]
                .iter()
                .any(|word| !word.is_empty())
    }
}

#[cfg(test)]
mod tests;
