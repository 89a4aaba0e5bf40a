package org.akoma.ground.vault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a name part sounds, so that different spellings of one name get one token: Kouassi and Kwasi, Ouattara and Watara, Diabaté and Jabate.
 * Rules carry what French, English and the Akan and Mande alphabets write differently; what no rule can carry (Mahamadou, Mamadou) is in {@code
 * vault/name-families.txt}. After a change of either all tokens must be computed anew.
 */
public final class Spelling {

    /** @param needs letters of which a text holds one wherever the pattern fits; empty = it may fit any text */
    private record Rule(String needs, Pattern from, String to) {
        static Rule of(String needs, String from, String to) {
            return new Rule(needs, Pattern.compile(from), to);
        }

        String apply(String text) {
            return mayFit(text) ? from.matcher(text).replaceAll(to) : text;
        }

        private boolean mayFit(String text) {
            for (int n = 0; n < needs.length(); n++) if (text.indexOf(needs.charAt(n)) >= 0) return true;
            return needs.isEmpty();
        }
    }

    /** In this order. Capitals are sounds that no later rule may read again: X as in Cheick, J in Djeneba, N in Gnamien, E in Keita. */
    private static final List<Rule> RULES = List.of(
            Rule.of("x", "x", "ks"),
            Rule.of("i", "(?<=..)ie$", "i"),
            Rule.of("c", "chr", "kr"),
            Rule.of("hk", "tsch|tch|tsh|sch|ch|sh|^ky(?=[aeiou])", "X"),
            Rule.of("p", "ph", "f"),
            Rule.of("h", "h", ""),
            Rule.of("cq", "c?qu(?=[ei])|ck|cq|q(?!u)", "k"),
            Rule.of("q", "qu", "kw"),
            Rule.of("c", "c(?=[eiy])", "s"),
            Rule.of("c", "c", "k"),
            Rule.of("g", "gu(?=[eiy])", "g"),
            Rule.of("djg", "(dj|j|gy|d)[iy](?=[aeou])|dj|j|gy(?=[aeiou])", "J"),
            Rule.of("n", "(gn|n)[iy](?=[aeou])|gn|ny(?=[aeiou])", "N"),
            Rule.of("a", "a(ou|o|u|w)", "aw"),
            Rule.of("o", "ou(?=[aeio])", "w"),
            Rule.of("o", "ou", "u"),
            Rule.of("uo", "u(?=[aeio])|o(?=a)|uw", "w"),
            Rule.of("iy", "a[iy]e$|[ae][iy](?![aeiou])", "E"),
            Rule.of("iy", "iy|[iy](?=[aeou])", "y"),
            Rule.of("y", "y(?![aeou])", "i"),
            Rule.of("n", "n(?=[bp])", "m"),
            Rule.of("", "(.)\\1+", "$1"),
            Rule.of("s", "(?<=...)s$", ""),
            Rule.of("td", "(?<=.[nr])[td]$", ""),
            Rule.of("e", "(?<=..[^wyaeiouE])e$", ""));

    private static final Map<String, String> FAMILIES = families();

    private Spelling() {}

    /** Of one part of {@link NameParts}; never empty. Compare keys only with keys. */
    public static String key(String part) {
        String sound = sound(part);
        return FAMILIES.getOrDefault(sound, sound);
    }

    private static String sound(String part) {
        String sound = part;
        for (Rule rule : RULES) sound = rule.apply(sound);
        return sound.isEmpty() ? part : sound;
    }

    private static Map<String, String> families() {
        Map<String, String> families = new HashMap<>();
        for (List<String> family : NameFamilies.read()) {
            String first = sound(family.getFirst());
            for (String name : family) families.put(sound(name), first);
        }
        return Map.copyOf(families);
    }
}
