//! Saving a form as a draft.

use serde_json::{Map, Value as Json, json};

use super::Form;

impl<K: Copy + Eq> Form<K> {
    /// Whether a field holds a value that was typed or picked; a form of defaults is not worth a draft.
    pub fn is_touched(&self) -> bool {
        self.fields()
            .any(|field| (!field.is_default && !field.editor.is_blank()) || field.editor.is_searched())
    }

    /// Whether text is typed into the list of the focused field.
    pub fn is_searched(&self) -> bool {
        self.focused().is_some_and(|field| field.editor.is_searched())
    }

    /// All values as typed, valid or not; `name` gives the names of the fields.
    pub fn to_json(&self, name: impl Fn(K) -> String) -> Json {
        let mut values = Map::new();
        let mut defaults = Vec::new();
        for field in self.fields().filter(|field| !field.editor.is_blank()) {
            values.insert(name(field.key), field.editor.to_json());
            if field.is_default {
                defaults.push(name(field.key));
            }
        }
        json!({ "values": values, "defaults": defaults, "focus": self.focus().map(name) })
    }

    /// Restores what [`Self::to_json`] returned. Fields it does not name were empty.
    pub fn restore(&mut self, draft: &Json, name: impl Fn(K) -> String) {
        let world = self.world;
        let defaults = draft.get("defaults").and_then(Json::as_array).cloned().unwrap_or_default();
        for field in self.fields_mut() {
            let name = name(field.key);
            let kept = draft.get("values").and_then(|values| values.get(&name));
            field.editor.restore(kept.unwrap_or(&Json::Null), world);
            field.is_default = kept.is_some() && defaults.iter().any(|default| *default == *name);
            field.error = field.editor.error(world.lang);
        }
        (self.rules)(self);
        let focus = draft.get("focus").and_then(Json::as_str);
        let keys = self.keys();
        if let Some(key) = keys.into_iter().find(|key| focus == Some(&name(*key))) {
            let row = self.row_of(key).unwrap_or(self.focus);
            self.enter_row(row);
        }
    }
}
