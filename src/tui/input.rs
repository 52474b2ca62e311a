//! Converts raw terminal events into inputs: keys, text, pastes and sizes.
//!
//! It has no side effects: the same events give the same inputs, so every terminal can be tested by a table.

use std::collections::HashSet;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::mouse::{self, Mouse};

/// An input of the user.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Input {
    /// A key that does not type text.
    Key(Key),
    /// Typed text; an input method sends whole words at once. Never empty, no control characters.
    Text(String),
    /// Pasted text with `\n` line ends. May contain other control characters, which the field removes.
    Paste(String),
    /// The mouse, if the terminal reports it.
    Mouse(Mouse),
    /// The new number of columns and rows of the screen.
    Resize(u16, u16),
}

impl Input {
    /// The typed digit, half or full width, if the text is a single digit.
    pub fn digit(&self) -> Option<u8> {
        let digit = self.single()?.to_digit(10)?;
        u8::try_from(digit).ok()
    }

    /// The index of the choice that the digit selects, from 0.
    pub fn choice(&self) -> Option<usize> {
        usize::from(self.digit()?).checked_sub(1)
    }

    /// The typed character, folded to half width, if there is only one.
    pub fn single(&self) -> Option<char> {
        let Self::Text(text) = self else { return None };
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(only), None) => Some(half_width(only)),
            _ => None,
        }
    }
}

/// The half-width key of a full-width character: `？` is `?`, `１` is `1`, and `、` is what the `/` key
/// types while an input method is on.
pub fn half_width(c: char) -> char {
    match c {
        '\u{3001}' => '/',
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    }
}

/// The modifier keys held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Held(u8);

impl Held {
    /// No modifier.
    pub const NONE: Self = Self(0);
    /// Shift.
    pub const SHIFT: Self = Self(1);
    /// Ctrl.
    pub const CTRL: Self = Self(2);
    /// Alt.
    pub const ALT: Self = Self(4);

    /// Both sets together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of those are held.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    fn from_crossterm(modifiers: KeyModifiers) -> Self {
        [
            (KeyModifiers::SHIFT, Self::SHIFT),
            (KeyModifiers::CONTROL, Self::CTRL),
            (KeyModifiers::ALT, Self::ALT),
        ]
        .into_iter()
        .filter(|(theirs, _)| modifiers.contains(*theirs))
        .fold(Self::NONE, |held, (_, ours)| held.and(ours))
    }
}

/// A key of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A function key, 1 to 24.
    F(u8),
    /// A character key; letters are lower case.
    Char(char),
    /// Enter, main block or number pad.
    Enter,
    /// Tab.
    Tab,
    /// Shift+Tab, which terminals report as a key of its own.
    BackTab,
    /// Esc.
    Esc,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// The modifiers.
    pub held: Held,
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, held: Held::NONE }
    }

    /// A key with Ctrl.
    pub const fn with_ctrl(code: Code) -> Self {
        Self { code, held: Held::CTRL }
    }

    /// Ctrl and a letter, given in lower case.
    pub const fn ctrl(letter: char) -> Self {
        Self::with_ctrl(Code::Char(letter))
    }

    /// A character key without modifiers.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A function key.
    pub const fn f(number: u8) -> Self {
        Self::plain(Code::F(number))
    }
}

/// How the console reports input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Console {
    /// Escape sequences: brackets around a paste, presses only.
    Bracketed,
    /// Windows console records: no brackets, releases too, AltGr as Ctrl+Alt.
    Records,
}

impl Console {
    /// The type of this machine's console.
    pub const fn here() -> Self {
        if cfg!(windows) { Self::Records } else { Self::Bracketed }
    }
}

/// Converts batches of events into inputs.
#[derive(Debug)]
pub struct Normaliser {
    console: Console,
    /// Characters whose release event has not come yet.
    pressed: HashSet<char>,
}

impl Normaliser {
    /// A normaliser for that type of console.
    pub fn new(console: Console) -> Self {
        Self { console, pressed: HashSet::new() }
    }

    /// Converts a batch of events that were waiting together.
    pub fn read(&mut self, batch: &[Event]) -> Vec<Input> {
        let mut inputs: Vec<Input> = Vec::new();
        for event in batch {
            let Some(input) = self.read_one(event) else { continue };
            match (inputs.last_mut(), input) {
                (Some(Input::Text(before)), Input::Text(more)) => before.push_str(&more),
                (Some(Input::Resize(columns, rows)), Input::Resize(c, r)) => (*columns, *rows) = (c, r),
                (_, input) => inputs.push(input),
            }
        }
        unbracketed_paste(&inputs, self.console).map_or(inputs, |paste| vec![paste])
    }

    fn read_one(&mut self, event: &Event) -> Option<Input> {
        match event {
            Event::Key(key) => self.read_key(key),
            Event::Paste(text) if text.is_empty() => None,
            Event::Paste(text) => Some(Input::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))),
            Event::Resize(columns, rows) => Some(Input::Resize(*columns, *rows)),
            Event::Mouse(event) => mouse::read(*event).map(Input::Mouse),
            Event::FocusGained | Event::FocusLost => None,
        }
    }

    fn read_key(&mut self, key: &KeyEvent) -> Option<Input> {
        let typed = self.typed(key);
        if key.kind == KeyEventKind::Release {
            return typed.filter(|c| self.is_orphan(*c)).map(|c| Input::Text(c.to_string()));
        }
        if let Some(c) = typed {
            if self.console == Console::Records && !c.is_ascii() {
                self.pressed.insert(c);
            }
            return Some(Input::Text(c.to_string()));
        }
        key_of(key).map(Input::Key)
    }

    /// Whether a release has no press before it: Windows consoles send some Chinese punctuation this way.
    fn is_orphan(&mut self, c: char) -> bool {
        !self.pressed.remove(&c) && !c.is_ascii()
    }

    /// The character that this key event types, if any.
    fn typed(&self, key: &KeyEvent) -> Option<char> {
        let KeyCode::Char(c) = key.code else { return None };
        let held = Held::from_crossterm(key.modifiers);
        let alt_gr = self.console == Console::Records && held.contains(Held::CTRL.and(Held::ALT));
        let chord = held.contains(Held::CTRL) || held.contains(Held::ALT);
        (!c.is_control() && (alt_gr || !chord)).then_some(c)
    }
}

/// On a console without brackets, a batch of text in which Enter is followed by text is a paste: nobody types
/// that fast, and its Enter must not save a form. Console records have no brackets at all, so there a single line
/// counts too; elsewhere that is a word and Enter that waited while the program was busy.
fn unbracketed_paste(inputs: &[Input], console: Console) -> Option<Input> {
    let mut pasted = String::new();
    let mut lines = 0;
    for input in inputs {
        match input {
            Input::Text(text) => pasted.push_str(text),
            Input::Key(Key { code: Code::Enter, held: Held::NONE }) => {
                lines += 1;
                pasted.push('\n');
            }
            Input::Key(Key { code: Code::Tab, held: Held::NONE }) => pasted.push('\t'),
            _ => return None,
        }
    }
    let before_enter = pasted.split('\n').next().map_or(0, |line| line.chars().count());
    let several = pasted.trim_end_matches('\n').contains('\n');
    let is_paste = match console {
        Console::Records => lines > 0,
        Console::Bracketed => several,
    };
    (is_paste && before_enter >= 2).then_some(Input::Paste(pasted))
}

/// The key without terminal differences: Shift is dropped where the character implies it, letters with
/// modifiers are lower case, and control codes of other keys become those keys.
fn key_of(key: &KeyEvent) -> Option<Key> {
    let held = Held::from_crossterm(key.modifiers);
    let (code, held) = match key.code {
        KeyCode::F(number) => (Code::F(number), held),
        KeyCode::Char(c) => return char_key(c, held),
        KeyCode::Enter => (Code::Enter, held),
        KeyCode::Tab if held.contains(Held::SHIFT) => (Code::BackTab, Held::NONE),
        KeyCode::Tab => (Code::Tab, held),
        KeyCode::BackTab => (Code::BackTab, Held::NONE),
        KeyCode::Esc => (Code::Esc, Held::NONE),
        KeyCode::Up => (Code::Up, held),
        KeyCode::Down => (Code::Down, held),
        KeyCode::Left => (Code::Left, held),
        KeyCode::Right => (Code::Right, held),
        KeyCode::Home => (Code::Home, held),
        KeyCode::End => (Code::End, held),
        KeyCode::PageUp => (Code::PageUp, held),
        KeyCode::PageDown => (Code::PageDown, held),
        KeyCode::Backspace => (Code::Backspace, held),
        KeyCode::Delete => (Code::Delete, held),
        _ => return None,
    };
    Some(Key { code, held })
}

fn char_key(c: char, held: Held) -> Option<Key> {
    let letter = c.to_lowercase().next().unwrap_or(c);
    match (held, letter) {
        // The control codes of Backspace, Tab, line feed and Enter.
        (Held::CTRL, 'h') => Some(Key::plain(Code::Backspace)),
        (Held::CTRL, 'i') => Some(Key::plain(Code::Tab)),
        (Held::CTRL, 'j' | 'm') => Some(Key::plain(Code::Enter)),
        (Held::NONE | Held::SHIFT, _) => None,
        _ => Some(Key { code: Code::Char(letter), held }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(code: KeyCode, modifiers: KeyModifiers, kind: KeyEventKind) -> Event {
        Event::Key(KeyEvent::new_with_kind(code, modifiers, kind))
    }

    fn press(code: KeyCode) -> Event {
        event(code, KeyModifiers::NONE, KeyEventKind::Press)
    }

    fn release(c: char) -> Event {
        event(KeyCode::Char(c), KeyModifiers::NONE, KeyEventKind::Release)
    }

    fn typed(text: &str) -> Vec<Event> {
        text.chars().map(|c| press(if c == '\r' { KeyCode::Enter } else { KeyCode::Char(c) })).collect()
    }

    fn read(console: Console, batch: &[Event]) -> Vec<Input> {
        Normaliser::new(console).read(batch)
    }

    /// Catches: a word from an input method that arrives as one undo step and one search a character.
    #[test]
    fn a_batch_of_characters_is_one_text_and_keys_part_it() {
        let mut batch = typed("调解");
        batch.push(press(KeyCode::Left));
        batch.extend(typed("员"));
        let expected =
            [Input::Text("调解".into()), Input::Key(Key::plain(Code::Left)), Input::Text("员".into())];
        assert_eq!(read(Console::Bracketed, &batch), expected);
    }

    /// Catches: every character twice on Windows, and Chinese punctuation lost there.
    #[test]
    fn releases_are_dropped_but_an_orphan_is_typed_text() {
        let cases: [(&[Event], &[&str]); 5] = [
            (&[press(KeyCode::Char('a')), release('a')], &["a"]),
            (&[press(KeyCode::Char('调')), release('调')], &["调"]),
            (&[release('，')], &["，"]),
            (&[release('a')], &[]),
            (&[press(KeyCode::Char('。')), release('。'), release('。')], &["。。"]),
        ];
        for (batch, expected) in cases {
            let expected: Vec<Input> = expected.iter().map(|text| Input::Text((*text).into())).collect();
            assert_eq!(read(Console::Records, batch), expected, "{batch:?}");
        }
    }

    /// Catches: a press in one batch and its release in the next typed twice.
    #[test]
    fn a_release_finds_its_press_in_an_earlier_batch() {
        let mut normaliser = Normaliser::new(Console::Records);
        assert_eq!(normaliser.read(&typed("村")).len(), 1);
        assert_eq!(normaliser.read(&[release('村')]), []);
    }

    /// Catches: a held arrow that moves once.
    #[test]
    fn repeats_are_kept() {
        let down = |kind| event(KeyCode::Down, KeyModifiers::NONE, kind);
        let batch = [down(KeyEventKind::Press), down(KeyEventKind::Repeat), down(KeyEventKind::Release)];
        assert_eq!(read(Console::Records, &batch).len(), 2);
    }

    /// Catches: `@` on a German keyboard taken for a chord, or Ctrl+N typed as a letter.
    #[test]
    fn alt_gr_types_and_chords_do_not() {
        let alt_gr =
            event(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT, KeyEventKind::Press);
        assert_eq!(read(Console::Records, std::slice::from_ref(&alt_gr)), [Input::Text("@".into())]);
        let chords = [
            (KeyCode::Char('n'), KeyModifiers::CONTROL, Key::ctrl('n')),
            (KeyCode::Char('N'), KeyModifiers::CONTROL, Key::ctrl('n')),
            (KeyCode::Char('h'), KeyModifiers::CONTROL, Key::plain(Code::Backspace)),
            (KeyCode::Char('m'), KeyModifiers::CONTROL, Key::plain(Code::Enter)),
            (KeyCode::Tab, KeyModifiers::SHIFT, Key::plain(Code::BackTab)),
            (KeyCode::BackTab, KeyModifiers::SHIFT, Key::plain(Code::BackTab)),
        ];
        for (code, modifiers, key) in chords {
            let batch = [event(code, modifiers, KeyEventKind::Press)];
            assert_eq!(read(Console::Records, &batch), [Input::Key(key)], "{code:?}");
            assert_eq!(read(Console::Bracketed, &batch), [Input::Key(key)], "{code:?}");
        }
    }

    /// Catches: capitals and `?` that Windows reports with Shift taken for chords.
    #[test]
    fn shift_is_said_by_the_character() {
        let batch = [event(KeyCode::Char('A'), KeyModifiers::SHIFT, KeyEventKind::Press)];
        assert_eq!(read(Console::Records, &batch), [Input::Text("A".into())]);
    }

    /// Catches: pasted lines that press Enter, and so save or move on in a form.
    #[test]
    fn pastes_stay_whole() {
        let bracketed = [Event::Paste("甲\r\n乙\r丙".into())];
        assert_eq!(read(Console::Bracketed, &bracketed), [Input::Paste("甲\n乙\n丙".into())]);
        assert_eq!(read(Console::Records, &typed("张三\r")), [Input::Paste("张三\n".into())]);
        assert_eq!(read(Console::Records, &typed("张三\r李四")), [Input::Paste("张三\n李四".into())]);
        // One character and Enter is a person choosing from a list.
        assert_eq!(read(Console::Records, &typed("1\r")).len(), 2);
        assert_eq!(read(Console::Bracketed, &typed("张三\r")).len(), 2);
        // A terminal that knows no brackets.
        let three = [Input::Paste("张三\n李四\n王五\n".into())];
        assert_eq!(read(Console::Bracketed, &typed("张三\r李四\r王五\r")), three);
        assert_eq!(read(Console::Bracketed, &typed("1\r2\r")).len(), 4);
    }

    /// Catches: digits typed with the input method at full width that choose nothing.
    #[test]
    fn twins_fold_to_their_keys() {
        let text = |text: &str| Input::Text(text.into());
        assert_eq!(text("３").digit(), Some(3));
        assert_eq!(text("0").digit(), Some(0));
        assert_eq!(text("12").digit(), None);
        assert_eq!(text("三").digit(), None);
        assert_eq!(
            [text("？").single(), text("、").single(), text("／").single()],
            [Some('?'), Some('/'), Some('/')]
        );
    }

    /// Catches: a window dragged to size that is laid out at every step.
    #[test]
    fn only_the_last_of_several_sizes_counts() {
        let batch =
            [Event::Resize(80, 24), Event::Resize(90, 30), Event::FocusGained, Event::Resize(100, 40)];
        assert_eq!(read(Console::Bracketed, &batch), [Input::Resize(100, 40)]);
    }
}
