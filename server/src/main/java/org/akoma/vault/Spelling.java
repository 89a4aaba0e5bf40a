package org.akoma.vault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a name part sounds, so that spellings of one name meet: Kouassi and Kwasi, Ouattara and Watara, Diabaté and Jabate.
 * Rules carry what French, English and the Akan and Mande alphabets write differently; what no rule can carry
 * (Mahamadou, Mamadou) stands in {@code vault/name-families.txt}. A change to either asks for all tokens to be made anew.
 */
public final class Spelling {

    private record Rule(Pattern from, String to) {
        static Rule of(String from, String to) {
            return new Rule(Pattern.compile(from), to);
        }

        String apply(String text) {
            return from.matcher(text).replaceAll(to);
        }
    }

    /** In this order. Capitals are sounds that no later rule may read again: X as in Cheick, J in Djeneba, N in Gnamien, E in Keita. */
    private static final List<Rule> RULES = List.of(
            Rule.of("x", "ks"),
            Rule.of("(?<=..)ie$", "i"),
            Rule.of("chr", "kr"),
            Rule.of("tsch|tch|tsh|sch|ch|sh|^ky(?=[aeiou])", "X"),
            Rule.of("ph", "f"),
            Rule.of("h", ""),
            Rule.of("c?qu(?=[ei])|ck|cq|q(?!u)", "k"),
            Rule.of("qu", "kw"),
            Rule.of("c(?=[eiy])", "s"),
            Rule.of("c", "k"),
            Rule.of("gu(?=[eiy])", "g"),
            Rule.of("(dj|j|gy|d)[iy](?=[aeou])|dj|j|gy(?=[aeiou])", "J"),
            Rule.of("(gn|n)[iy](?=[aeou])|gn|ny(?=[aeiou])", "N"),
            Rule.of("a(ou|o|u|w)", "aw"),
            Rule.of("ou(?=[aeio])", "w"),
            Rule.of("ou", "u"),
            Rule.of("u(?=[aeio])|o(?=a)|uw", "w"),
            Rule.of("a[iy]e$|[ae][iy](?![aeiou])", "E"),
            Rule.of("iy|[iy](?=[aeou])", "y"),
            Rule.of("y(?![aeou])", "i"),
            Rule.of("n(?=[bp])", "m"),
            Rule.of("(.)\\1+", "$1"),
            Rule.of("(?<=...)s$", ""),
            Rule.of("(?<=.[nr])[td]$", ""),
            Rule.of("(?<=..[^wyaeiouE])e$", ""));

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
