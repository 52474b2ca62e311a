//! 签到: selects the operator, with a PIN if one is set. At the start it covers everything; a change of
//! the operator in the settings asks only for the PIN of the new one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::fold::half_width;
use crate::domain::{Operator, OperatorId};
use crate::store::{PinTried, Store};
use crate::text::sign_in as words;
use crate::text::{Lang, roster};
use crate::tui::actions::{Action, Place};
use crate::tui::input::{Code, Input, Key};
use crate::tui::stack::{Answer, Covers, Cx, Decision, Flow, Layer};
use crate::tui::widgets::{area, cells, popup};
use crate::vault::MOST_DIGITS;
use zeroize::Zeroizing;

const COLUMNS: u16 = 60;
/// The most operators visible at once.
const MOST_ROWS: usize = 10;

/// The purpose of the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// The start: nothing is shown before the sign-in.
    Start,
    /// To verify that person's PIN.
    Prove,
}

/// The sign-in card.
pub struct SignIn {
    purpose: Purpose,
    operators: Vec<Operator>,
    selected: usize,
    typed: Zeroizing<String>,
}

impl SignIn {
    /// Whether some operator has a PIN, so that a sign-in is needed.
    pub fn needed(store: &Store) -> bool {
        let today = store.today();
        store.directory().operators().any(|one| one.is_offered(today) && one.pin.is_some())
    }

    /// The card at the start, over everything.
    pub fn at_start(cx: &Cx) -> Self {
        let today = cx.store.today();
        let mut operators: Vec<Operator> =
            cx.store.directory().operators().filter(|one| one.is_offered(today)).cloned().collect();
        operators.sort_by(|a, b| a.name.cmp(&b.name));
        let here = cx.store.operator();
        let selected = operators.iter().position(|one| Some(one.id) == here).unwrap_or(0);
        Self { purpose: Purpose::Start, operators, selected, typed: Zeroizing::default() }
    }

    /// Asks for the PIN of that person; closes with `Confirmed(Yes)` once it is right.
    pub fn of(operator: Operator) -> Self {
        let operators = vec![operator];
        Self { purpose: Purpose::Prove, operators, selected: 0, typed: Zeroizing::default() }
    }

    fn operator(&self) -> Option<&Operator> {
        self.operators.get(self.selected)
    }

    fn accept(&mut self, cx: &mut Cx) -> Flow {
        let Some(operator) = self.operator().cloned() else {
            return cx.warned(words::choose(cx.lang));
        };
        let tried = cx.store.try_pin(operator.id, &self.typed);
        self.typed = Zeroizing::default();
        match tried {
            Ok(PinTried::Fits) => self.let_in(&operator, cx),
            Ok(PinTried::Wrong) => cx.failed(words::wrong(cx.lang)),
            Ok(PinTried::Wait(seconds)) => cx.failed(words::wait(cx.lang, seconds)),
            Err(_) => cx.failed(words::cannot_try(cx.lang)),
        }
    }

    fn let_in(&self, operator: &Operator, cx: &mut Cx) -> Flow {
        if self.purpose == Purpose::Prove {
            return Flow::Answer(Answer::Confirmed(Decision::Yes));
        }
        if let Err(error) = cx.store.sign_in(operator) {
            return cx.refused(&error);
        }
        cx.done(words::signed_in(cx.lang, &operator.name, roster::role(cx.lang, operator.role.code())));
        Flow::Answer(Answer::Saved)
    }

    fn choose(&mut self, to: usize) {
        let to = to.min(self.operators.len().saturating_sub(1));
        if to != self.selected {
            (self.selected, self.typed) = (to, Zeroizing::default());
        }
    }

    fn type_digits(&mut self, text: &str) {
        let digits = half_width(text);
        for digit in digits.chars().filter(char::is_ascii_digit) {
            if self.typed.len() < MOST_DIGITS {
                self.typed.push(digit);
            }
        }
    }

    fn draw_operators(&self, inner: Rect, buf: &mut Buffer, cx: &Cx) -> u16 {
        let from = self.selected.saturating_sub(MOST_ROWS - 1);
        let mut y = inner.y;
        for (at, one) in self.operators.iter().enumerate().skip(from).take(MOST_ROWS) {
            if y >= inner.bottom() {
                break;
            }
            let marker = if at == self.selected { cx.symbols.marker } else { " " };
            let role = roster::role(cx.lang, one.role.code());
            let text = format!("{marker} {}", one.name);
            cells::write(buf, (inner.x, y), &text, inner.width, cx.theme.hint_text, cx.symbols);
            cells::write(
                buf,
                (inner.x + 24, y),
                role,
                inner.width.saturating_sub(24),
                cx.theme.muted,
                cx.symbols,
            );
            if at == self.selected {
                cells::shade(buf, Rect { y, height: 1, ..inner }, cx.theme.selected);
            }
            y += 1;
        }
        y
    }
}

impl Layer for SignIn {
    fn place(&self) -> Place {
        Place::SignIn
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Accept => return self.accept(cx),
            Action::Up => self.choose(self.selected.saturating_sub(1)),
            Action::Down => self.choose(self.selected + 1),
            // There is no screen to go back to.
            Action::Back if self.purpose == Purpose::Start => cx.warn(words::not_yet(cx.lang)),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        match input {
            Input::Text(text) | Input::Paste(text) => self.type_digits(text),
            Input::Key(Key { code: Code::Backspace, .. }) => {
                self.typed.pop();
            }
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn draw(&mut self, whole: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let shown = self.operators.len().min(MOST_ROWS);
        let rows = u16::try_from(shown + 6).unwrap_or(u16::MAX);
        let rect = popup::centred(whole, COLUMNS, rows);
        let inner = popup::open(rect, words::title(cx.lang), buf, cx);
        for (y, line) in (inner.top()..inner.bottom()).zip(area::lines(words::intro(cx.lang), inner.width)) {
            cells::write(buf, (inner.x, y), &line, inner.width, cx.theme.muted, cx.symbols);
        }
        let list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        let y = (self.draw_operators(list, buf, cx) + 1).min(inner.bottom().saturating_sub(1));
        let label = format!("{}  ", words::pin(cx.lang));
        let x = cells::write(buf, (inner.x, y), &label, inner.width, cx.theme.label, cx.symbols);
        let dots = "*".repeat(self.typed.len());
        let end =
            cells::write(buf, (x, y), &dots, inner.right().saturating_sub(x), cx.theme.hint_text, cx.symbols);
        Some(Position::new(end.min(inner.right().saturating_sub(2)), y))
    }

    fn title(&self, cx: &Cx) -> String {
        words::title(cx.lang).to_owned()
    }

    fn covers(&self) -> Covers {
        match self.purpose {
            Purpose::Start => Covers::Screen,
            Purpose::Prove => Covers::Part,
        }
    }

    fn help(&self, lang: Lang) -> Option<String> {
        Some(words::pin_hint(lang).to_owned())
    }
}

/// Whether a change to that operator requires a PIN.
pub fn asks(store: &Store, operator: OperatorId) -> bool {
    store.operator() != Some(operator) && store.asks_pin(operator)
}
