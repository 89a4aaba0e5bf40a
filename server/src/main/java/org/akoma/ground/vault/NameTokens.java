package org.akoma.ground.vault;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts that are hashed into blind search tokens ({@code house.md 4}). Their form is fixed by what already
 * lies in the token table: {@code e:} a part as written, {@code p:} how it sounds, {@code q:} two sounds in alphabetical order.
 */
public final class NameTokens {

    /**
     * What a search asks for.
     *
     * @param sounds one a part; a file must have them all
     * @param pairs  for two parts or more: the fewest files, so duplicates are led by them
     * @param all    everything, for the rank: the more a file has, the nearer it is
     */
    public record Wanted(List<String> sounds, List<String> pairs, List<String> all) {}

    private NameTokens() {}

    /** Every token of a child's names, each once, sorted: the order in which names were typed does not show. */
    public static List<String> toStore(NameParts names) {
        return toSearch(names).all();
    }

    public static Wanted toSearch(NameParts names) {
        List<String> keys = sorted(names.parts().stream().map(Spelling::key));
        List<String> sounds = sorted(keys.stream().map(key -> "p:" + key));
        List<String> pairs = pairs(keys);
        Stream<String> exact = names.parts().stream().map(part -> "e:" + part);
        return new Wanted(
                sounds,
                pairs,
                sorted(Stream.of(exact, sounds.stream(), pairs.stream()).flatMap(s -> s)));
    }

    private static List<String> pairs(List<String> keys) {
        TreeSet<String> pairs = new TreeSet<>();
        for (int a = 0; a < keys.size(); a++) {
            for (int b = a + 1; b < keys.size(); b++) pairs.add("q:" + keys.get(a) + "/" + keys.get(b));
        }
        return List.copyOf(pairs);
    }

    private static List<String> sorted(Stream<String> tokens) {
        return List.copyOf(tokens.collect(Collectors.toCollection(TreeSet::new)));
    }
}
