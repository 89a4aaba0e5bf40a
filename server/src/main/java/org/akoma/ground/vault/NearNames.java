package org.akoma.ground.vault;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Spellings that are one or two slips of the hand away from a typed name. They are made of what is typed and asked for together, so that nothing more is
 * kept on the disk about a name than its own tokens ({@code docs/decisions/search-from-one-box.md}).
 */
public final class NearNames {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String VOWELS = "aeiouy";

    /** A shorter part is near too many names. */
    private static final int LEAST = 4;

    private static final int LEAST_FOR_TWO = 6;

    private NearNames() {}

    /**
     * For each part the sounds that are that near, its own among them.
     *
     * @param slips 1: any letter too many, missing, wrong or swapped with its neighbour; 2: also two, of which both are letters too many, swapped or vowels
     */
    public static List<List<String>> sounds(NameParts names, int slips) {
        return names.parts().stream().map(part -> sounds(part, slips)).toList();
    }

    private static List<String> sounds(String part, int slips) {
        Set<String> near = new LinkedHashSet<>();
        near.add(part);
        if (part.length() >= LEAST) near.addAll(once(part, LETTERS));
        if (slips > 1 && part.length() >= LEAST_FOR_TWO)
            for (String one : once(part, VOWELS)) near.addAll(once(one, VOWELS));
        Set<String> sounds = new TreeSet<>();
        for (String one : near) if (one.length() > 1) sounds.add("p:" + Spelling.key(one));
        return List.copyOf(sounds);
    }

    /** @param letters that may be missing, or in the place of a wrong one */
    private static List<String> once(String part, String letters) {
        List<String> near = new ArrayList<>();
        for (int at = 0; at <= part.length(); at++) {
            String before = part.substring(0, at);
            String after = part.substring(at);
            for (char letter : letters.toCharArray()) near.add(before + letter + after);
            if (after.isEmpty()) continue;
            String rest = after.substring(1);
            near.add(before + rest);
            if (letters.equals(LETTERS) || letters.indexOf(after.charAt(0)) >= 0)
                for (char letter : letters.toCharArray()) near.add(before + letter + rest);
            if (!rest.isEmpty()) near.add(before + rest.charAt(0) + after.charAt(0) + rest.substring(1));
        }
        return near;
    }
}
