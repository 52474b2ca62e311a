//! A made-up district of any size: ten years, twenty townships, realistic texts, the same for the same seed.
//! Everybody in it is fictional.

use std::path::Path;

use chrono::{NaiveDate, TimeDelta};
use tiaojie::domain::{
    Closing, Dispute, Fen, Fixed, FollowUp, Id, Mediator, MediatorId, Office, OfficeId, OfficeKind, Operator,
    Outcome, Party, Performance, Session, Side,
};
use tiaojie::store::{Result, Store};

const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅福贵荣喜庆国成山光海林文志春发";
const TYPES: [(&str, u64); 17] = [
    ("02", 24),
    ("01", 16),
    ("07", 12),
    ("06", 11),
    ("03", 9),
    ("04", 8),
    ("10a", 4),
    ("05", 3),
    ("08", 3),
    ("10b", 2),
    ("11a", 2),
    ("99", 2),
    ("13", 1),
    ("11c", 1),
    ("09", 1),
    ("14", 1),
    ("12", 1),
];
const SOURCES: [(&str, u64); 6] =
    [("apply", 55), ("active", 30), ("police", 5), ("court", 4), ("other", 4), ("petition", 2)];
pub const PHRASES: [&str; 10] = [
    "因排水沟改道影响邻居院坝发生争执",
    "因屋檐滴水和通道堆放柴火发生纠纷",
    "兄弟因赡养老人的费用分担意见不一",
    "建房采光和出路问题多次争吵",
    "借款到期未还经催要无果",
    "因修路占地补偿款分配不均发生纠纷",
    "林地边界不清双方各执一词",
    "务工时受伤的医药费承担协商不成",
    "工程完工后工资未按约支付",
    "牲畜毁坏庄稼要求赔偿",
];
/// How many cases go into one transaction.
const CHUNK: usize = 10_000;

/// Chance that repeats: splitmix64.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    fn of<'a>(&mut self, words: &'a str) -> &'a str {
        let n = self.below(words.chars().count() as u64) as usize;
        let (from, c) = words.char_indices().nth(n).unwrap_or((0, '王'));
        &words[from..from + c.len_utf8()]
    }

    fn weighted<'a>(&mut self, choices: &[(&'a str, u64)]) -> &'a str {
        let mut at = self.below(choices.iter().map(|(_, weight)| weight).sum());
        for (choice, weight) in choices {
            if at < *weight {
                return choice;
            }
            at -= weight;
        }
        choices[0].0
    }

    pub fn name(&mut self) -> String {
        let mut name = self.of(SURNAMES).to_owned();
        name.push_str(self.of(GIVEN));
        if self.below(3) > 0 {
            name.push_str(self.of(GIVEN));
        }
        name
    }
}

struct Town {
    id: OfficeId,
    villages: Vec<OfficeId>,
    mediators: Vec<MediatorId>,
}

/// The day on which the made-up district stands.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, 31).unwrap_or_default()
}

/// Makes a file of `cases` cases at `path`.
pub fn make(path: &Path, cases: usize) -> Result<()> {
    let mut store = Store::create(path, Box::new(Fixed::at(today(), 7)))?;
    let mut dice = Dice::new(2024);
    store.sign_in(&Operator::named("样例"))?;
    let towns = offices(&mut store, &mut dice)?;
    let first = today() - TimeDelta::days(3_652);
    let mut made = 0;
    while made < cases {
        let upto = (made + CHUNK).min(cases);
        store.transact_via(Some("import"), |writer| {
            for n in made..upto {
                let on = first + TimeDelta::days((n as i64) * 3_652 / cases as i64);
                let town = &towns[(dice.below(20).min(dice.below(20))) as usize];
                let mut case = Dispute::new(writer.fresh_id(), town.id, on);
                fill(&mut case, town, &mut dice);
                for (side, name) in [(Side::Applicant, dice.name()), (Side::Respondent, dice.name())] {
                    let mut party = Party::new(writer.fresh_id(), side, name);
                    party.phone = format!("138{:08}", dice.below(100_000_000));
                    case.parties.push(party);
                }
                writer.put_dispute(None, case)?;
            }
            Ok(())
        })?;
        made = upto;
    }
    Ok(())
}

fn offices(store: &mut Store, dice: &mut Dice) -> Result<Vec<Town>> {
    let mut towns = Vec::new();
    for n in 0..20 {
        let town = Office::below(
            Office::root_id(),
            OfficeKind::Township,
            format!("{}{}镇", dice.of(SURNAMES), n + 1),
        );
        store.transact(|w| w.put_office(&town))?;
        let mut made = Town { id: town.id, villages: Vec::new(), mediators: Vec::new() };
        for v in 0..10 {
            let village =
                Office::below(town.id, OfficeKind::Village, format!("{}家{}村", dice.of(SURNAMES), v + 1));
            store.transact(|w| w.put_office(&village))?;
            made.villages.push(village.id);
        }
        for _ in 0..5 {
            let mediator = Mediator::at(town.id, dice.name());
            store.transact(|w| w.put_mediator(&mediator))?;
            made.mediators.push(mediator.id);
        }
        towns.push(made);
    }
    Ok(towns)
}

/// What happens to cases besides: one session each, signatures, a term here and there that is still open.
fn live(case: &mut Dispute, outcome: Outcome, on: NaiveDate, dice: &mut Dice) {
    let id = |dice: &mut Dice| uuid::Uuid::from_u128(u128::from(dice.next()) << 64 | u128::from(dice.next()));
    case.sessions.push(Session {
        id: Id::new(id(dice)),
        on,
        at: None,
        place: "村委会".to_owned(),
        attendees: Vec::new(),
        record: "双方陈述，调解员释明道理。".to_owned(),
        result: None,
        recorder: String::new(),
    });
    if outcome == Outcome::Written {
        let signed = Some(on);
        (case.agreement.signed_on, case.agreement.mediator_signed_on) = (signed, signed);
        case.agreement.sealed_on = signed;
    }
    // One in fifty has a term, and somebody visits most of those.
    if outcome.is_success() && dice.below(50) == 0 {
        case.agreement.due_on = Some(on + TimeDelta::days(dice.below(90) as i64));
        if dice.below(10) != 0 {
            case.follow_ups.push(FollowUp::new(Id::new(id(dice)), on));
        }
    }
}

fn fill(case: &mut Dispute, town: &Town, dice: &mut Dice) {
    case.village = Some(town.villages[dice.below(10) as usize]);
    case.mediators.push(town.mediators[dice.below(5) as usize]);
    if dice.below(3) == 0 {
        case.mediators.push(town.mediators[dice.below(5) as usize]);
    }
    if let Ok(kind) = dice.weighted(&TYPES).parse() {
        case.kind = kind;
    }
    if let Ok(source) = dice.weighted(&SOURCES).parse() {
        case.source = source;
    }
    let (a, b) = (dice.below(10) as usize, dice.below(10) as usize);
    case.summary = format!("{}与{}{}，{}，请求调解。", dice.name(), dice.name(), PHRASES[a], PHRASES[b]);
    for _ in 0..8 {
        case.summary.push_str(dice.of(GIVEN));
    }
    case.people = Some(2 + dice.below(6) as u32);
    let outcome = match dice.below(100) {
        0..=34 => Outcome::Written,
        35..=87 => Outcome::Oral,
        88..=93 => Outcome::Unsuccessful,
        94..=96 => Outcome::Withdrawn,
        97..=98 => Outcome::Referred,
        _ => return,
    };
    let on = (case.accepted_on + TimeDelta::days(dice.below(28) as i64)).min(today());
    case.closing = Some(Closing { outcome, on });
    live(case, outcome, on, dice);
    if outcome.is_success() {
        case.agreement.amount = (dice.below(2) == 0).then(|| Fen(dice.below(5_000_000) as i64));
        case.agreement.performance = Some(Performance::Done);
    }
}
