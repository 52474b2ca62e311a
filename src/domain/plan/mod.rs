//! 履行计划: the dated parts in which an agreement is to be performed, and what follows from the parts performed.
//!
//! Money fills the plan from its earliest part on, whatever the payer said it was for; a part without an amount is a
//! deed, settled by what was performed under the same words, but for one that says 余款 or 付清: it is due what the other
//! parts leave of the amount agreed on. So the state is the same in whatever order, and on
//! whichever laptop, the parts were recorded. It is derived, never stored: what a clerk said by hand is all that the
//! log holds under 履行情况.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::fold::search_fold;
use super::{Dispute, Fen, Instalment, PartPerformed, Performance};

mod amount;
mod read;

pub use read::{Agreed, MOST_PARTS, PlanFault, Planned, plan_line, read_plan};

impl Instalment {
    /// The amount to pay; none for a deed.
    pub fn to_pay(&self) -> Option<Fen> {
        self.amount.filter(|amount| *amount > Fen::ZERO)
    }
}

/// The words of a deed as they are compared.
fn deed(words: &str) -> String {
    search_fold(words).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether the words say nothing but that the rest, or the whole, is paid: 付清余款, but not 全部拆除.
fn is_rest(words: &str) -> bool {
    const SAY_SO: [&str; 12] =
        ["付清", "还清", "结清", "清偿", "余款", "余额", "尾款", "剩余", "其余", "全部", "全额", "所有"];
    const BESIDE: [&str; 18] = [
        "一次性",
        "支付",
        "给付",
        "偿还",
        "归还",
        "完毕",
        "赔偿款",
        "欠款",
        "借款",
        "货款",
        "款项",
        "部分",
        "本金",
        "一次",
        "付",
        "的",
        "款",
        "将",
    ];
    let words = deed(words);
    let (mut rest, mut said) = (words.trim_end_matches('。'), false);
    while !rest.is_empty() {
        let strip = |list: &[&str]| list.iter().find_map(|word| rest.strip_prefix(word));
        let stripped = strip(&SAY_SO);
        said |= stripped.is_some();
        let Some(next) = stripped.or_else(|| strip(&BESIDE)) else { return false };
        rest = next;
    }
    said
}

impl Dispute {
    /// 履行期限: as agreed, else the day of the last part of the plan.
    pub fn due_on(&self) -> Option<NaiveDate> {
        self.agreement.due_on.or_else(|| self.plan.iter().map(|part| part.due_on).max())
    }

    /// What the parts of the plan add up to.
    pub fn plan_sum(&self) -> Fen {
        self.plan.iter().filter_map(|part| self.to_pay(part)).sum()
    }

    fn amount_agreed_on(&self) -> Option<Fen> {
        self.agreement.amount.filter(|amount| *amount > Fen::ZERO)
    }

    /// The amount to pay of a part of the plan: as said or, of the last part that says 余款 or 付清, what the others leave
    /// of the amount agreed on; none for a deed.
    fn to_pay(&self, part: &Instalment) -> Option<Fen> {
        if part.to_pay().is_some() || !is_rest(&part.what) {
            return part.to_pay();
        }
        let rests = self.plan.iter().filter(|part| part.to_pay().is_none() && is_rest(&part.what));
        let last = rests.max_by_key(|part| (part.due_on, part.id)).filter(|last| last.id == part.id);
        let said = self.plan.iter().filter_map(Instalment::to_pay).sum();
        last.and(self.amount_agreed_on()).map(|amount| amount.saturating_sub(said).max(Fen::ZERO))
    }

    /// The parts of the plan in the order of their days: the first is 第1期.
    pub fn plan_in_order(&self) -> Vec<&Instalment> {
        let mut plan: Vec<&Instalment> = self.plan.iter().collect();
        plan.sort_by_key(|part| (part.due_on, part.id));
        plan
    }

    fn performed_in_order(&self) -> Vec<&PartPerformed> {
        let mut performed: Vec<&PartPerformed> = self.performed.iter().collect();
        performed.sort_by_key(|part| (part.on, part.id));
        performed
    }

    /// The parts of the plan in their order, each with the day on which it was settled; none while it is open.
    pub fn settled(&self) -> Vec<(&Instalment, Option<NaiveDate>)> {
        let performed = self.performed_in_order();
        let mut named = vec![false; performed.len()];
        let mut filled = Fen::ZERO;
        let mut settle = |part: &Instalment| match self.to_pay(part) {
            Some(amount) => {
                filled = filled.saturating_add(amount);
                reached(&performed, filled)
            }
            None => {
                let words = deed(&part.what);
                let mut free = performed.iter().zip(&mut named).filter(|(_, named)| !**named);
                let (done, named) = free.find(|(done, _)| deed(&done.what) == words)?;
                *named = true;
                Some(done.on)
            }
        };
        self.plan_in_order().into_iter().map(|part| (part, settle(part))).collect()
    }

    /// What is still to be paid of each open part of the plan, in their order; none for a deed.
    pub fn open_parts(&self) -> Vec<(&Instalment, Option<Fen>)> {
        let mut paid = self.performed_sum();
        let mut open = Vec::new();
        for (part, settled) in self.settled() {
            let left = self.to_pay(part).map(|amount| {
                let covered = paid.min(amount);
                paid = paid.saturating_sub(covered);
                amount.saturating_sub(covered)
            });
            if settled.is_none() {
                open.push((part, left));
            }
        }
        open
    }

    /// The parts performed, by their indexes, that count for nothing in the plan: without an amount, and without the words
    /// of a deed.
    pub fn performed_beside_plan(&self) -> Vec<usize> {
        if self.plan.is_empty() {
            return Vec::new();
        }
        let deeds: BTreeSet<String> = self
            .plan
            .iter()
            .filter(|part| self.to_pay(part).is_none())
            .map(|part| deed(&part.what))
            .collect();
        let counts = |part: &PartPerformed| part.amount.is_some() || deeds.contains(&deed(&part.what));
        self.performed.iter().enumerate().filter(|(_, part)| !counts(part)).map(|(at, _)| at).collect()
    }

    /// The day on which the parts performed completed the plan and the amount agreed on; none where neither says how much
    /// there is to do. A plan may leave out some of that amount.
    pub fn completed_on(&self) -> Option<NaiveDate> {
        let paid = self.amount_agreed_on().map(|amount| reached(&self.performed_in_order(), amount));
        let settled = self.settled().into_iter().map(|(_, on)| on);
        let days: Option<Vec<NaiveDate>> = settled.chain(paid).collect();
        days?.into_iter().max()
    }

    /// What follows from the parts performed; none where nothing was performed, or nothing says how much there is to do.
    pub fn performance_by_parts(&self) -> Option<Performance> {
        if self.reached_on().is_none() || self.performed.is_empty() {
            return None;
        }
        if self.completed_on().is_some() {
            return Some(Performance::Done);
        }
        let counts = if self.plan.is_empty() {
            self.amount_agreed_on().is_some()
        } else {
            self.performed_beside_plan().len() < self.performed.len()
        };
        counts.then_some(Performance::Partly)
    }

    /// 履行情况: 已履行, 未履行 and 反悔 as a clerk said; else what follows from the parts performed; else as said.
    pub fn performance(&self) -> Option<Performance> {
        let said = self.agreement.performance;
        match said {
            Some(Performance::Done | Performance::NotDone | Performance::Repudiated) => said,
            None | Some(Performance::NotDue | Performance::Partly) => self.performance_by_parts().or(said),
        }
    }
}

/// The day on which the amounts performed reached that sum.
fn reached(performed: &[&PartPerformed], sum: Fen) -> Option<NaiveDate> {
    let mut paid = Fen::ZERO;
    performed.iter().find_map(|part| {
        paid = paid.saturating_add(part.amount?);
        (paid >= sum).then_some(part.on)
    })
}

#[cfg(test)]
mod tests;
