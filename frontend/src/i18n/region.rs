//! Countries and time zones to choose from: the codes are ours or the browser's, the names and their order are
//! `Intl`'s.

use js_sys::{Array, Function, Intl, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{Lang, country_name};

/// ISO 3166-1 alpha-2, two letters a country, as of 2025: 249 of them.
const COUNTRIES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCN\
    COCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIO\
    IQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNG\
    NINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTM\
    TNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

/// Code and name of every country, in the order of the names.
pub fn countries(lang: Lang) -> Vec<(String, String)> {
    let collator = Intl::Collator::new(&Array::of1(&JsValue::from_str(lang.locale())), &Object::new());
    let compare = collator.compare();
    let mut countries: Vec<(String, String)> = COUNTRIES
        .as_bytes()
        .chunks_exact(2)
        .filter_map(|code| std::str::from_utf8(code).ok())
        .map(|code| (code.to_owned(), country_name(lang, code)))
        .collect();
    countries.sort_by(|(_, one), (_, other)| {
        let order = compare.call2(&JsValue::UNDEFINED, &one.as_str().into(), &other.as_str().into());
        order.ok().and_then(|order| order.as_f64()).unwrap_or_default().total_cmp(&0.0)
    });
    countries
}

/// The IANA time zones that this browser knows; none where it does not tell.
pub fn time_zones() -> Vec<String> {
    zones().map(|zones| zones.iter().filter_map(|zone| zone.as_string()).collect()).unwrap_or_default()
}

fn zones() -> Option<Array> {
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let supported: Function = Reflect::get(&intl, &JsValue::from_str("supportedValuesOf")).ok()?.dyn_into().ok()?;
    supported.call1(&intl, &JsString::from("timeZone")).ok()?.dyn_into().ok()
}
