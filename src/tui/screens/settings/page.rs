//! The fields of the settings, section by section.

use super::Setting;
use crate::domain::{CategoryList, Masking, Office, Operator, RateBasis};
use crate::store::{MouseChoice, Settings, SymbolChoice, ThemeChoice, WindowTitle};
use crate::text::settings as words;
use crate::text::{Lang, Words};
use crate::tui::form::{Form, Kind, Options, Spec, Value, item, lists};
use crate::tui::stack::Cx;

fn field(key: Setting, name: Words, kind: Kind, cx: &Cx) -> Spec<Setting> {
    Spec::new(key, name.text(cx.lang), kind)
}

pub(super) fn offices(form: &mut Form<Setting>, settings: &Settings, cx: &Cx) {
    let directory = cx.store.directory();
    let today = cx.store.today();
    let offered =
        |operator: &&Operator| operator.is_offered(today) || cx.store.operator() == Some(operator.id);
    let operators = directory.operators().filter(offered);
    let operators = operators.map(|operator| lists::named(&operator.id.to_string(), &operator.name));
    let operators = Options::one(operators.collect()).or_new();
    let operator = cx.store.operator().map_or(Value::Empty, |id| Value::of_code(&id.to_string()));
    form.heading(words::OFFICES.text(cx.lang));
    form.field(
        field(Setting::Operator, words::OPERATOR, Kind::Pick(operators), cx)
            .required()
            .hint(words::operator_hint(cx.lang))
            .value(operator),
    );
    form.field(
        field(Setting::Home, words::HOME, Kind::Pick(Options::one(lists::homes(&cx.store))), cx)
            .required()
            .hint(words::home_hint(cx.lang))
            .value(Value::of_code(&settings.home.to_string())),
    );
    let home = directory.office(settings.home);
    let of_home =
        |part: fn(&Office) -> &str| home.map_or(Value::Empty, |office| Value::of_text(part(office)));
    let district = directory.district();
    let of_district =
        |part: fn(&Office) -> &str| district.map_or(Value::Empty, |office| Value::of_text(part(office)));
    form.field(
        field(Setting::Town, words::TOWN, Kind::Line, cx).required().value(of_home(|office| &office.name)),
    );
    form.field(
        field(Setting::Committee, words::COMMITTEE, Kind::Line, cx)
            .cells(40)
            .hint(words::committee_hint(cx.lang))
            .value(of_home(|office| &office.committee)),
    );
    form.field(
        field(Setting::District, words::DISTRICT, Kind::Line, cx)
            .required()
            .value(of_district(|office| &office.name)),
    );
    form.heading(words::NUMBERS.text(cx.lang));
    form.field(
        field(Setting::DistrictMark, words::DISTRICT_MARK, Kind::Line, cx)
            .cells(6)
            .hint(words::mark_hint(cx.lang))
            .value(of_district(|office| &office.mark)),
    );
    form.field(
        field(Setting::TownMark, words::TOWN_MARK, Kind::Line, cx)
            .cells(6)
            .hint(words::mark_hint(cx.lang))
            .value(of_home(|office| &office.mark)),
    );
}

pub(super) fn numbers(form: &mut Form<Setting>, settings: &Settings, cx: &Cx) {
    form.field(
        field(Setting::Series, words::SERIES, Kind::Line, cx)
            .cells(6)
            .hint(words::series_hint(cx.lang))
            .value(Value::of_text(&settings.series)),
    );
    form.field(
        field(Setting::Template, words::TEMPLATE, Kind::Line, cx)
            .required()
            .cells(52)
            .value(Value::of_text(&settings.number_template)),
    );
}

/// A default value is replaced by the first key; a template is only edited, so it counts as
/// typed.
pub(super) fn settle_template(form: &mut Form<Setting>) {
    let name = |key: Setting| format!("{key:?}");
    let mut draft = form.to_json(name);
    if let Some(defaults) = draft.get_mut("defaults").and_then(|list| list.as_array_mut()) {
        defaults.retain(|default| *default != *name(Setting::Template));
    }
    form.restore(&draft, name);
}

pub(super) fn months(form: &mut Form<Setting>, settings: &Settings, cx: &Cx) {
    form.heading(words::MONTHS.text(cx.lang));
    let day = field(Setting::CutOff, words::CUT_OFF, Kind::Number, cx).required().cells(6);
    form.field(day.value(Value::Number(settings.cut_off_day)));
    form.put_beside(Setting::CutOff, words::cut_off_hint(cx.lang));
    let bases = RateBasis::ALL
        .iter()
        .map(|basis| item(basis.code(), "", words::rate_basis(cx.lang, *basis), basis.code()))
        .collect();
    let basis = field(Setting::Basis, words::BASIS, Kind::Pick(Options::one(bases)), cx).required();
    form.field(basis.hint(words::basis_hint(cx.lang)).value(Value::of_code(settings.rate_basis.code())));
    let named =
        |list: &CategoryList| item(list.code(), "", words::category_list(cx.lang, *list), list.code());
    let all = Kind::Pick(Options::one(CategoryList::ALL.iter().map(named).collect()));
    let categories = field(Setting::Categories, words::CATEGORIES, all, cx).required();
    let hint = words::categories_hint(cx.lang);
    form.field(categories.hint(hint).value(Value::of_code(settings.governance_list.code())));
}

pub(super) fn laptop(form: &mut Form<Setting>, settings: &Settings, cx: &Cx) {
    form.heading(words::SCREEN.text(cx.lang));
    let languages =
        [Lang::Zh, Lang::En].map(|lang| item(lang.code(), "", words::language(lang), lang.code()));
    let themes =
        ThemeChoice::ALL.map(|choice| item(choice.code(), "", words::theme(cx.lang, choice), choice.code()));
    let symbols = SymbolChoice::ALL
        .map(|choice| item(choice.code(), "", words::symbols(cx.lang, choice), choice.code()));
    let titles = WindowTitle::ALL
        .map(|choice| item(choice.code(), "", words::window_title(cx.lang, choice), choice.code()));
    let summaries = [Masking::Masked, Masking::Plain]
        .map(|choice| item(choice.code(), "", words::summary(cx.lang, choice), choice.code()));
    let mice =
        MouseChoice::ALL.map(|choice| item(choice.code(), "", words::mouse(cx.lang, choice), choice.code()));
    let picks = [
        (Setting::Language, words::LANGUAGE, languages.to_vec(), settings.language.code()),
        (Setting::Theme, words::THEME, themes.to_vec(), settings.theme.code()),
        (Setting::Symbols, words::SYMBOLS, symbols.to_vec(), settings.symbols.code()),
        (Setting::WindowTitle, words::WINDOW_TITLE, titles.to_vec(), settings.window_title.code()),
        (Setting::Summary, words::SUMMARY, summaries.to_vec(), settings.summary.code()),
        (Setting::Mouse, words::MOUSE, mice.to_vec(), settings.mouse.code()),
    ];
    for (key, name, items, code) in picks {
        form.field(
            field(key, name, Kind::Pick(Options::one(items)), cx)
                .required()
                .cells(44)
                .value(Value::of_code(code)),
        );
    }
    form.field(
        field(Setting::Documents, words::DOCUMENTS, Kind::Line, cx)
            .cells(44)
            .hint(words::documents_hint(cx.lang))
            .value(Value::of_text(&settings.documents_folder)),
    );
}
