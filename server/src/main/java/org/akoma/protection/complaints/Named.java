package org.akoma.protection.complaints;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.ground.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Finds the people whom the text of a complaint names, in any spelling: "PM-01", "pm 01" and "the project manager". The author of a complaint
 * need not know how an account's code is written.
 *
 * @param words words without signs and accents, and every few of them that follow each other, as one
 * @param coded those of them that are letters of a code wherever they stand, with the codes: "DPO-01" names one officer, not the office
 */
record Named(Set<String> words, Map<String, Set<String>> coded) {

    private static final String FOCAL_POINT = "FOCAL_POINT";
    private static final int MOST_TOGETHER = 5;
    private static final int MOST = 20_000;
    private static final int LONGEST = 40;
    private static final int LONGEST_CODE = 12;
    /** Cyrillic and Greek letters that look like ours, and those of ours. */
    private static final String LOOK_ALIKE = "авекмнорстхуіѕαβεκμνορτχυι";

    private static final String OURS = "abekmhopctxyisabekmnoptxyi";
    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}]");
    private static final Pattern CODE_TAIL = Pattern.compile("[oli0-9]+$");
    private static final Pattern NOUGHTS = Pattern.compile("(?<=[a-z])0+(?=[0-9])");
    /** The letters of officers' and managers' codes, which name their office where no number follows. */
    private static final Set<String> OFFICES = Set.of("dpo", "pm");

    /** What may be left out of a name or put into it, as {@code followup.name_words} leaves it out. */
    private static final Set<String> PARTICLES = Set.of(
            "de", "la", "le", "du", "el", "al", "di", "da", "do", "van", "von", "des", "les", "mr", "mme", "mlle",
            "dr");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+");

    /** An hour before "pm", which is no account's number: "5 pm", "17h30 pm", "five p.m.", but neither "SW-01 pm" nor "5 pm-01". */
    private static final Pattern HOUR = Pattern.compile(
            "(?<![\\p{L}\\d_-])(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
                    + "(\\s*[:.h]\\s*\\d{2})?\\s*(h|hrs?|heures?|o.?clock)?\\s*p\\.?\\s?m\\b(?![\\s-]?\\d)");

    private static final Map<String, List<String>> ROLES = Map.of(
            Role.PROJECT_MANAGER.name(),
            List.of(
                    "projectmanager",
                    "manageroftheproject",
                    "ourmanager",
                    "mymanager",
                    "thepm",
                    "ourpm",
                    "lepm",
                    "lapm",
                    "programmemanager",
                    "headoftheprogramme",
                    "headofprogramme",
                    "chefdeprogramme",
                    "cheffedeprogramme",
                    "responsabledeprogramme",
                    "responsableduprogramme",
                    "projectlead",
                    "projectboss",
                    "bossoftheproject",
                    "bossoftheakomaproject",
                    "responsableduprojet",
                    "responsabledeprojet",
                    "directeurduprojet",
                    "directriceduprojet",
                    "chefprojet",
                    "headofproject",
                    "headoftheproject",
                    "chefdeprojet",
                    "cheffedeprojet",
                    "chefduprojet"),
            Role.DATA_PROTECTION_OFFICER.name(),
            List.of(
                    "dataprotection",
                    "dataprotectionofficer",
                    "officerfordataprotection",
                    "dataofficer",
                    "responsabledesdonnees",
                    "delegueauxdonnees",
                    "dpo",
                    "dpd",
                    "protectiondesdonnees",
                    "protectiondedonnees"),
            Role.CASE_SUPERVISOR.name(),
            List.of("supervisor", "superviseur", "superviseuse", "superviseure"),
            Role.SHELTER_MANAGER.name(),
            List.of(
                    "sheltermanager",
                    "managerofshelter",
                    "manageroftheshelter",
                    "responsabledufoyer",
                    "directeurdufoyer",
                    "directricedufoyer"),
            FOCAL_POINT,
            List.of("focalpoint", "pointfocal"));

    /** Who is said to be concerned: there "PM" is the project manager, unless an hour is before it. */
    static Named concerned(String text) {
        Named named = in(text);
        Named hourless = in(HOUR.matcher(latin(plain(text))).replaceAll(" "));
        if (!hourless.words.contains("pm")) return named;
        Set<String> words = new HashSet<>(named.words);
        Map<String, Set<String>> coded = new HashMap<>(named.coded);
        Set<String> codes = hourless.coded.get("pm");
        if (codes == null) coded.remove("thepm");
        else if (!words.contains("thepm")) coded.put("thepm", codes);
        words.add("thepm");
        return new Named(Set.copyOf(words), Map.copyOf(coded));
    }

    static Named in(String text) {
        List<String> single = BETWEEN.splitAsStream(latin(plain(text)))
                .filter(word -> !word.isEmpty())
                .toList();
        Set<String> found = new HashSet<>();
        Set<String> free = new HashSet<>();
        Map<String, Set<String>> coded = new HashMap<>();
        for (int at = 0; at < single.size() && found.size() < MOST; at++) {
            StringBuilder together = new StringBuilder();
            for (int last = at; last < Math.min(single.size(), at + MOST_TOGETHER); last++)
                if (together.append(single.get(last)).length() <= LONGEST) {
                    String word = together.toString();
                    found.add(word);
                    String code = code(single, last);
                    if (code == null) free.add(word);
                    else coded.computeIfAbsent(word, w -> new HashSet<>()).add(code);
                    if (together.length() <= LONGEST_CODE) addCodes(found, asDigits(word));
                }
        }
        coded.keySet().removeAll(free);
        addNames(found, single);
        return new Named(Set.copyOf(found), Map.copyOf(coded));
    }

    /** Two words of a name, also with a particle, an initial or one more name between them: "Jean de Gbagbi", "Jean-Marc Gbagbi". */
    private static void addNames(Set<String> found, List<String> single) {
        List<String> names = single.stream()
                .filter(word -> word.length() > 1 && !PARTICLES.contains(word))
                .toList();
        for (int at = 0; at < names.size() && found.size() < MOST; at++)
            for (int other = at + 1; other < Math.min(names.size(), at + 3); other++)
                found.add(names.get(at) + names.get(other));
    }

    /** The code whose letters this word is: "dpo1" of "DPO-01"; null where no number follows. */
    private static @Nullable String code(List<String> words, int at) {
        String letters = words.get(at);
        if (!OFFICES.contains(letters)
                || at + 1 == words.size()
                || !NUMBER.matcher(words.get(at + 1)).matches()) return null;
        return NOUGHTS.matcher(letters + words.get(at + 1)).replaceAll("");
    }

    private static String plain(String text) {
        String unmarked =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return digits(unmarked).toLowerCase(Locale.ROOT);
    }

    /** A code as it is, and without the noughts that people leave out: "pm 1" for "pm-01". */
    private static void addCodes(Set<String> found, String word) {
        found.add(word);
        found.add(NOUGHTS.matcher(word).replaceAll(""));
    }

    private static String latin(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int at = 0; at < plain.length(); at++) {
            int alike = LOOK_ALIKE.indexOf(plain.charAt(at));
            if (alike >= 0) plain.setCharAt(at, OURS.charAt(alike));
        }
        return plain.toString();
    }

    /** "pmo1" is the code "pm01": what may be digits at its end. */
    private static String asDigits(String word) {
        return CODE_TAIL
                .matcher(word)
                .replaceAll(
                        tail -> tail.group().replace('o', '0').replace('l', '1').replace('i', '1'));
    }

    /** Digits of any script as ours. */
    private static String digits(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> plain.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
        return plain.toString();
    }

    /** What might be the code of an account. */
    byte[][] digests() {
        return words.stream().map(Named::digest).toArray(byte[][]::new);
    }

    private static byte[] digest(String word) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The offices that are named; where the letters of a code alone name one, with its digest behind a stroke: where an account has it, the office is not meant. */
    Set<String> roles() {
        return ROLES.entrySet().stream()
                .flatMap(role -> role.getValue().stream()
                        .filter(words::contains)
                        .flatMap(word -> coded.getOrDefault(word, Set.of("")).stream())
                        .map(code -> code.isEmpty()
                                ? role.getKey()
                                : role.getKey() + "/" + HexFormat.of().formatHex(digest(code))))
                .collect(Collectors.toUnmodifiableSet());
    }
}
