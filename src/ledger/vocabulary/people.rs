//! The people that a cell or a line of text names: a small grammar for every way in.
//!
//! Marks bind tighter than words: 张三、李四与王五 are two against one. A word is taken for one between two names only
//! where both of its sides are names; 和 is in names and places too. What is not sure is left as it is, and said.

use chrono::NaiveDate;

use super::cells::{BETWEEN, is_nothing};
use super::details::{Detail, detail};
use super::joints::{Joint, Joints};
use crate::domain::fold::{clean_line, clean_name, half_width, half_width_char, is_chinese};
use crate::domain::organisation::kind_of;
use crate::domain::surname::fits_person;
use crate::domain::{PartyKind, Sex, Side};

/// The words for the sides of a dispute; the longest that fits is taken.
const LABELS: [(&str, Option<Side>); 23] = [
    ("被申请执行人", Some(Side::Respondent)),
    ("被申请人", Some(Side::Respondent)),
    ("被申请方", Some(Side::Respondent)),
    ("被上诉人", Some(Side::Respondent)),
    ("被告人", Some(Side::Respondent)),
    ("被告方", Some(Side::Respondent)),
    ("被告", Some(Side::Respondent)),
    ("对方当事人", Some(Side::Respondent)),
    ("对方", Some(Side::Respondent)),
    ("乙方", Some(Side::Respondent)),
    ("申请人", Some(Side::Applicant)),
    ("申请方", Some(Side::Applicant)),
    ("上诉人", Some(Side::Applicant)),
    ("原告方", Some(Side::Applicant)),
    ("原告", Some(Side::Applicant)),
    ("甲方", Some(Side::Applicant)),
    ("第三人", Some(Side::Third)),
    ("第三方", Some(Side::Third)),
    ("丙方", Some(Side::Third)),
    ("双方当事人", None),
    ("当事人", None),
    ("姓名", None),
    ("名称", None),
];

/// Somebody as the words name him, with what stands beside the name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The side that the words give; none where they leave it to the column.
    pub side: Option<Side>,
    /// 姓名或名称
    pub name: String,
    /// 性别
    pub sex: Option<Sex>,
    /// 出生日期; a year alone is none.
    pub born_on: Option<NaiveDate>,
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
}

/// The people of a text that stands for one side.
pub fn people(text: &str) -> People {
    let mut people = People::default();
    for item in items(text) {
        let pieces = Joints::of(&item).pieces(&mut people.doubt);
        pieces.iter().for_each(|piece| people.add(piece, 0));
    }
    people.finish()
}

/// The people of a text that names both sides, each with its side.
pub fn both_sides(text: &str) -> People {
    let items = items(text);
    if items.iter().any(|item| label(item).0.is_some()) || says_side_in_note(&items) {
        let mut labelled = people(text);
        labelled.all.iter_mut().for_each(|said| said.side = said.side.or(Some(Side::Applicant)));
        return labelled.in_doubt_if_one_side();
    }
    let joints: Vec<Joints> = items.iter().map(|item| Joints::of(item)).collect();
    let best = joints.iter().flat_map(Joints::sure).min();
    let mut people = People::default();
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

/// Two sides between which only marks stand: the one mark that is stronger than the others, else the first name.
fn by_marks(text: &str, items: &[String]) -> People {
    for strong in [['\n', '\r'], ['；', ';'], ['/', '／']] {
        let sides: Vec<&str> = text.split(strong).filter(|side| !side.trim().is_empty()).collect();
        if let [one, other] = sides.as_slice()
            && items.len() > 2
        {
            let (mut one, mut other) = (people(one), people(other));
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
    items.iter().any(|item| notes(item).1.iter().any(|note| label(note).0.is_some()))
}

impl People {
    /// Whether the people are told apart, whatever else is said of them.
    pub fn is_sure(&self) -> bool {
        !self.all.is_empty() && self.doubt != Some(Doubt::Together)
    }

    fn give(&mut self, from: usize, side: Side) {
        self.all.iter_mut().skip(from).for_each(|said| said.side = said.side.or(Some(side)));
    }

    /// A side of which nobody is named is missing where the words may be more than a name.
    fn in_doubt_if_one_side(mut self) -> Self {
        if let [one] = self.all.as_slice()
            && !is_name(&one.name)
            && one.name.chars().count() > 4
        {
            self.doubt = self.doubt.or(Some(Doubt::Together));
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
        self.unnamed = if self.more { self.unnamed } else { Some(0) };
        self
    }

    /// Adds a piece between two marks or words: somebody, or something about whoever was named before. `from` is where
    /// the side begins.
    fn add(&mut self, piece: &str, from: usize) {
        let (side, rest) = label(piece);
        let rest = rest.trim();
        if is_nothing(rest) {
            return;
        }
        let beside = self.all.len() > from && side.is_none();
        let detail = detail(rest);
        let is_about = match &detail {
            // A village may be a party itself: only behind something else about somebody it is where he lives.
            Detail::Place(_) => beside && self.all.last().is_some_and(Said::has_details),
            Detail::None => false,
            _ => beside,
        };
        if is_about {
            return self.put(detail);
        }
        let (name, notes) = notes(rest);
        let (name, more) = without_more(&name);
        if let Some(count) = more {
            let named = u32::try_from(self.all.len() - from + 1).unwrap_or(u32::MAX);
            let unnamed = count.map(|count| count.saturating_sub(named));
            self.unnamed = if self.more { None } else { unnamed };
            self.more |= unnamed != Some(0);
        }
        let sticky = self.all.iter().skip(from).next_back().and_then(|said| said.side);
        let mut words = name.split_whitespace();
        let first = words.next().unwrap_or_default().to_owned();
        let behind: Vec<&str> = words.collect();
        let are_details = !behind.is_empty() && behind.iter().all(|word| detail_of(word) != Detail::None);
        let (name, glued) = without_number(if are_details { &first } else { &name });
        let name = clean_name(&name);
        if name.is_empty() {
            return;
        }
        self.all.push(Said { side: side.or(sticky), name, ..Said::default() });
        if glued != Detail::None {
            self.put(glued);
        }
        for word in behind.into_iter().filter(|_| are_details) {
            self.put(detail_of(word));
        }
        for note in notes.iter().flat_map(|note| note.split(BETWEEN)).filter(|note| !note.trim().is_empty()) {
            match (label(note), detail_of(note)) {
                ((Some(side), ""), _) => self.last(|said| said.side = Some(side)),
                (_, Detail::None) => self.doubt = Some(self.doubt.unwrap_or(Doubt::Beside)),
                (_, detail) => self.put(detail),
            }
        }
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
            Detail::Born(on) => said.born_on.replace(on).is_some_and(|known| known != on),
            Detail::Phone(phone) => put(&mut said.phone, phone),
            Detail::IdNumber(number) => put(&mut said.id_number, number),
            Detail::Address(place) | Detail::Place(place) => put(&mut said.address, place),
            Detail::Other | Detail::None => true,
        };
        if taken {
            self.doubt = self.doubt.or(Some(Doubt::Beside));
        }
    }
}

/// Writes what was not known yet; whether something else was.
fn put(field: &mut String, said: String) -> bool {
    if field.is_empty() {
        *field = said;
        return false;
    }
    *field != said
}

fn detail_of(word: &str) -> Detail {
    detail(word.trim())
}

impl Said {
    fn has_details(&self) -> bool {
        self.sex.is_some() || self.born_on.is_some() || !self.phone.is_empty() || !self.id_number.is_empty()
    }
}

/// Whether the words are a name by themselves: of a person, or of an organisation with something before its ending.
pub(super) fn is_name(name: &str) -> bool {
    let name = clean_name(&notes(label(name).1).0);
    let (name, _) = without_more(&name);
    let dotted = name.split('·').collect::<Vec<_>>();
    let is_dotted =
        dotted.len() > 1 && dotted.iter().all(|part| !part.is_empty() && part.chars().all(is_chinese));
    (fits_person(&name) && kind_of(&name) == PartyKind::Person) || is_dotted || is_body(&name)
}

/// Whether the name is that of an organisation, and not only of what it does: 物业公司.
pub(super) fn is_body(name: &str) -> bool {
    use crate::domain::organisation::ending_of;
    const TRADES: &str = "物业 建筑 旅游 商贸 贸易 农业 林业 科技 运输 建设 工程 房地产 餐饮 食品 矿业 电力 保险 生态 \
                          实业 置业 投资 人民 村民";
    let name = name.split(['（', '(']).next().unwrap_or(name);
    let Some(stem) = ending_of(name).and_then(|ending| name.strip_suffix(ending)) else { return false };
    let stem = stem.trim_end_matches("有限责任").trim_end_matches("有限");
    kind_of(name) != PartyKind::Person && stem.chars().count() >= 2 && !super::has(TRADES, stem)
}

/// The side that the words begin with, and what follows: 甲方：张三. A label without a colon needs a name behind it.
pub(super) fn label(text: &str) -> (Option<Side>, &str) {
    let text = text.trim();
    let (opened, inner) = match text.strip_prefix(['（', '(']) {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let known = LABELS.iter().find_map(|(word, side)| Some((*side, inner.strip_prefix(word)?)));
    let Some((side, mut rest)) = known else { return (None, text) };
    if opened {
        let Some(behind) = rest.strip_prefix(['）', ')']) else { return (None, text) };
        rest = behind;
    }
    let numbered = rest.trim_start_matches(|c: char| "0123456789一二三四五".contains(c));
    if let Some(behind) = after_colon(numbered) {
        return (side, behind);
    }
    if let Some((_, behind)) = rest.strip_prefix(['（', '(']).and_then(|rest| rest.split_once(['）', ')']))
        && let Some(behind) = after_colon(behind)
    {
        return (side, behind);
    }
    // 原告张三, but not 甲方 as the name of somebody who is not to be named.
    let stands_alone = rest.is_empty();
    match side {
        Some(_) if stands_alone => (side, ""),
        Some(_) if rest.trim().chars().next().is_some_and(is_chinese) && rest.trim().chars().count() >= 2 => {
            (side, rest.trim())
        }
        None if rest.starts_with(char::is_whitespace) => (None, rest.trim()),
        _ => (None, text),
    }
}

fn after_colon(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix(['：', ':', '为'])
}

/// The pieces between marks; a mark in brackets separates nothing: 青山公司（张三、李四）. A label begins a piece.
fn items(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let (mut items, mut item, mut depth) = (Vec::new(), String::new(), 0_u32);
    for (at, c) in chars.iter().copied().enumerate() {
        match half_width_char(c) {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '\n' | '\r' => depth = 0,
            _ => {}
        }
        let is_mark = depth == 0 && BETWEEN.contains(&c);
        if is_mark {
            items.push(std::mem::take(&mut item));
        } else if depth == 0 && label_begins(&chars, at) {
            // 原告：张三与被告：李四
            let before = item.trim().trim_end_matches(['与', '诉', '和', '同', '及', '—', '-']).trim();
            items.push(if is_name(&item) { item } else { before.to_owned() });
            item = String::new();
        }
        if !is_mark {
            item.push(c);
        }
    }
    items.push(item);
    // A label with nothing behind it belongs to what follows: 甲方、张三 is left, 甲方：\n张三 is one.
    let mut joined: Vec<String> = Vec::new();
    for item in items.into_iter().filter(|item| !item.trim().is_empty()) {
        match joined.last_mut() {
            Some(last) if last.trim_end().ends_with(['：', ':']) => last.push_str(&item),
            _ => joined.push(item),
        }
    }
    joined
}

/// Whether a label with its colon, or one behind white space, begins there.
fn label_begins(chars: &[char], at: usize) -> bool {
    if at == 0 {
        return false;
    }
    let rest: String = chars[at..].iter().take(12).collect();
    let Some(word) = LABELS.iter().find_map(|(word, _)| rest.starts_with(word).then_some(*word)) else {
        return false;
    };
    // 被申请人 is no 申请人.
    let is_within = chars[at - 1] == '被' || (word == "当事人" && chars[at - 1] == '方');
    let behind = rest[word.len()..].trim_start_matches(|c: char| c.is_ascii_digit());
    !is_within
        && (after_colon(behind).is_some() && !behind.starts_with('为') || chars[at - 1].is_whitespace())
}

/// The name, and the notes in brackets that follow it; those of an organisation belong to its name.
fn notes(text: &str) -> (String, Vec<String>) {
    let (mut name, mut notes, mut note, mut depth) = (String::new(), Vec::new(), String::new(), 0_u32);
    for c in text.chars() {
        match half_width_char(c) {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    notes.push(std::mem::take(&mut note));
                }
            }
            _ if depth > 0 => note.push(c),
            _ => name.push(c),
        }
    }
    if !note.is_empty() {
        notes.push(note);
    }
    let (who, _) = without_more(clean_name(&name).as_str());
    let is_side = notes.iter().any(|note| label(note).0.is_some());
    if name.trim().is_empty() || (kind_of(&who) != PartyKind::Person && !is_side) {
        return (text.to_owned(), Vec::new());
    }
    (name, notes)
}

/// 张三等5人 as 张三 and how many they are, where it says so in people.
fn without_more(name: &str) -> (String, Option<Option<u32>>) {
    let as_it_is = || (name.to_owned(), None);
    for family in ["及其家属", "及家属", "及其家人", "及家人", "及其他人", "及其亲属"] {
        if let Some(who) = name.trim_end().strip_suffix(family).filter(|who| who.chars().count() >= 2) {
            return (who.to_owned(), Some(None));
        }
    }
    let folded = half_width(name);
    let folded = folded.trim();
    let split = folded.rsplit_once('等').or_else(|| folded.rsplit_once('共')).or_else(|| {
        let (who, count) = folded.rsplit_once(' ')?;
        count.starts_with(|c: char| c.is_ascii_digit()).then_some((who, count))
    });
    let Some((who, rest)) = split else { return as_it_is() };
    let rest = rest.trim().trim_start_matches(['共', '计', '其', '他']);
    let whom = ["村民", "居民", "业主", "农民工", "工人", "群众", "租户"];
    let rest = whom.iter().find_map(|whom| rest.strip_suffix(*whom)).unwrap_or(rest);
    let bare = rest.trim_end_matches(['人', '户', '名', '位', '家']);
    let digits = bare.trim_end_matches(['余', '多', '几']);
    let counts = digits.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十两百几数".contains(c));
    let who = who.trim();
    let fits =
        (rest.is_empty() && folded.ends_with('等') || (rest != bare && counts)) && who.chars().count() >= 2;
    if !fits {
        return as_it_is();
    }
    let in_people = rest.ends_with(['人', '名', '位']) && digits == bare;
    let count = in_people.then(|| digits.parse().ok().or_else(|| numeral(digits))).flatten();
    // The name as written, in its own width.
    let kept: String = name.trim_start().chars().take(who.chars().count()).collect();
    (clean_line(&kept), Some(count))
}

fn numeral(word: &str) -> Option<u32> {
    let digit = |c: char| {
        "一二三四五六七八九".chars().zip(1..).find_map(|(known, value)| (known == c).then_some(value))
    };
    let one = |word: &str| -> Option<u32> {
        let mut chars = word.chars();
        let first = chars.next()?;
        chars.next().is_none().then(|| if first == '两' { Some(2) } else { digit(first) })?
    };
    match word.split_once('十') {
        None => one(word),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            Some(tens * 10 + if ones.is_empty() { 0 } else { one(ones)? })
        }
    }
}

/// 张三13800001111 as the name and the number.
fn without_number(name: &str) -> (String, Detail) {
    let at = name.char_indices().find(|(_, c)| half_width_char(*c).is_ascii_digit()).map(|(at, _)| at);
    let Some((who, number)) = at.and_then(|at| name.split_at_checked(at)) else {
        return (name.to_owned(), Detail::None);
    };
    let who = who.trim().trim_end_matches(['：', ':', '-', '—']).trim_end_matches("电话");
    match detail(number) {
        found @ (Detail::Phone(_) | Detail::IdNumber(_)) if who.chars().count() >= 2 => {
            (who.to_owned(), found)
        }
        _ => (name.to_owned(), Detail::None),
    }
}

#[cfg(test)]
mod tests;
