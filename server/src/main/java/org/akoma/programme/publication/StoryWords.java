package org.akoma.programme.publication;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.reference.Places;

/**
 * What a story for everybody may say: no number, age, day, month or address, and no name. A name is whatever is written with a capital letter, but for
 * countries and the organisations of the project, and a region or department however it is written; a sentence begins with a plain word. This refuses too much rather than too little: no list of names is
 * ever complete. The database refuses numbers and addresses too ({@code publication.is_plain_story}).
 */
final class StoryWords {

    /** Names that tell nothing of one child. */
    private static final Set<String> KNOWN = words("""
            Akoma OIM IOM INTERPOL UNICEF Afrique Africa Ouest West Côte Coast Ivoire Ivory Ghana Mali Guinée Guinea Burkina Faso Togo Bénin Benin Niger
            Nigeria Nigéria Sénégal Senegal Liberia I French English European African""");

    /** With which a sentence may begin. */
    private static final Set<String> FIRST = words("""
            le la les l un une des du de d il elle ils elles on nous je ce c cet cette ces son sa ses leur leurs mon ma notre chaque tous toutes tout
            depuis après avant aujourd puis ensuite enfin alors maintenant quand lorsque comme pour par avec sans dans en à au aux sur chez entre mais et
            où qui que ce si plus peu beaucoup pendant grâce parce ainsi là ici rien personne deux trois plusieurs
            the a an he she they it we i this that these those his her their its my our each every all since after before today then later finally now when
            while as for by with without in at on to from between but and where who what if more many much during thanks because so there here nothing
            nobody two three several some one""");

    /** Words of the names of places that are no place alone. */
    private static final Set<String> NO_PLACE = words("""
            autonome cape central coast cote district east eastern ghana grand grands greater ivoire lower metropolis metropolitan municipal north northern
            plains ponts south tuna upper valley west western""");

    /** Shorter words of names of places are words of a sentence too. */
    private static final int LETTERS_OF_A_PLACE = 4;

    private static final Set<String> PLACES = new Places()
            .names().stream()
                    .flatMap(name -> Arrays.stream(folded(name).split(" ")))
                    .filter(word -> word.length() >= LETTERS_OF_A_PLACE && !NO_PLACE.contains(word))
                    .collect(Collectors.toUnmodifiableSet());

    private static final Pattern NUMBER = Pattern.compile("[\\p{N}@]|https?:|www\\.", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile(
            "(?iU)\\b(?:(?:un|une|deux|trois|one|two|three)[\\s-]+(?:ans?|years?)|quatre|cinq|six|sept|huit|neuf|dix|"
                    + "onze|douze|treize|quatorze|quinze|seize|vingt|four|five|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
                    + "eighteen|nineteen|twenty|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
                    + "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|january|february|april|june|july|august|"
                    + "september|october|november|december)\\b");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private StoryWords() {}

    private static Set<String> words(String all) {
        return Arrays.stream(all.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    /** What of these words could tell who the child is; empty = nothing that is found by their form. */
    static Optional<FieldError> wrong(String field, String written) {
        String words = Normalizer.normalize(written, Normalizer.Form.NFKC).replaceAll("\\p{Cf}", "");
        if (NUMBER.matcher(words).find()) return Optional.of(FieldError.of(field, "publication.story-number"));
        Matcher time = TIME.matcher(words);
        if (time.find()) return Optional.of(FieldError.of(field, "publication.story-time", time.group()));
        return name(words).map(found -> FieldError.of(field, "publication.story-name", found));
    }

    private static Optional<String> name(String words) {
        Matcher word = WORD.matcher(words);
        int end = 0;
        while (word.find()) {
            boolean first = end == 0 || words.substring(end, word.start()).matches("(?s).*[.!?:;\\n\u00ab\u201c\"].*");
            end = word.end();
            String found = word.group();
            if (PLACES.contains(folded(found))) return Optional.of(found);
            if (found.equals(found.toLowerCase(Locale.ROOT)) || KNOWN.contains(found)) continue;
            if (!first || !FIRST.contains(found.toLowerCase(Locale.ROOT))) return Optional.of(found);
        }
        return Optional.empty();
    }

    /** In small letters without accents, words apart by one space. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", " ")
                .strip();
    }
}
