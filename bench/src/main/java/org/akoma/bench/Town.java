package org.akoma.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Who works in the measured house, and the children: all of it made from a number, so that a second run finds the same. One structure holds a
 * fiftieth of all files, the others twenty workers each; each has one supervisor.
 *
 * @param day on which the house opened
 */
record Town(int files, int perWorker, String day) {

    private static final int SMALLEST_LARGE = 10;
    private static final int WORKERS_OF_A_STRUCTURE = 20;
    private static final List<String> FAMILIES = List.of(
            "Kouassi",
            "Koné",
            "Traoré",
            "Ouattara",
            "Coulibaly",
            "Yao",
            "Koffi",
            "Kouamé",
            "Diarra",
            "Bamba",
            "Sawadogo",
            "Ouédraogo",
            "Konaté",
            "Touré",
            "Cissé",
            "Diallo",
            "N’Guessan",
            "Brou",
            "Aka",
            "Zongo",
            "Compaoré",
            "Sanogo",
            "Dembélé",
            "Fofana",
            "Soro");
    private static final List<String> GIVEN = List.of(
            "Aya",
            "Adjoua",
            "Affoué",
            "Amenan",
            "Akissi",
            "Moussa",
            "Ibrahim",
            "Issa",
            "Fatou",
            "Mariam",
            "Awa",
            "Salif",
            "Yaw",
            "Kwame",
            "Ama",
            "Abdoulaye",
            "Seydou",
            "Rokia",
            "Bintou",
            "Adama",
            "Souleymane",
            "Kadi",
            "Lassina",
            "Mamadou",
            "Rasmata");
    private static final List<String> SYLLABLES = List.of(
            "ba", "be", "bi", "bo", "da", "di", "do", "fa", "fi", "ga", "go", "gni", "ka", "ki", "ko", "kwa", "la",
            "le", "lo", "ma", "me", "mo", "na", "ni", "no", "pa", "po", "ra", "ro", "sa", "so", "ta", "ti", "to", "wa",
            "ya", "yo", "za", "ze", "zo");

    static Town of(Map<String, String> options) {
        return new Town(
                Bench.number(options, "files", 10_000),
                Bench.number(options, "per-worker", 100),
                LocalDate.now(ZoneOffset.UTC).toString());
    }

    int workers() {
        return Math.ceilDiv(files, perWorker);
    }

    int structures() {
        return 1 + Math.ceilDiv(Math.max(0, workers() - large()), WORKERS_OF_A_STRUCTURE);
    }

    private int large() {
        return Math.max(SMALLEST_LARGE, workers() / 50);
    }

    static String worker(int n) {
        return "sw-%06d".formatted(n);
    }

    static String supervisor(int n) {
        return "sup-%06d".formatted(n);
    }

    /** The structure of a worker; 0 is the large one. */
    int structure(int worker) {
        return worker < large() ? 0 : 1 + (worker - large()) / WORKERS_OF_A_STRUCTURE;
    }

    private static String code(int structure) {
        return "ORG-%05d".formatted(structure);
    }

    /** The code of the structure that holds the most files. */
    static String largest() {
        return code(0);
    }

    /** The structures and people of the house, as a scenario without children. */
    Map<String, Object> scenario() {
        Map<String, Map<String, Object>> structures = new LinkedHashMap<>();
        List<Map<String, Object>> staff = new ArrayList<>();
        for (int n = 0; n < structures(); n++) {
            structures.put(code(n), Map.of("code", code(n), "type", "NGO", "country", "CI"));
            staff.add(somebody(supervisor(n), "CASE_SUPERVISOR", code(n)));
        }
        for (int n = 0; n < workers(); n++) staff.add(somebody(worker(n), "CASE_WORKER", code(structure(n))));
        staff.add(somebody("pm-000001", "PROJECT_MANAGER", code(0)));
        staff.add(somebody("le-000001", "LE_COORDINATOR", "POLICE"));
        staff.add(somebody("trn-000001", "TRAINING_COORDINATOR", "POLICE"));
        staff.add(somebody("min-000001", "MINISTRY_OFFICER", "MINISTRY"));
        staff.add(somebody("upe-000001", "OBSERVER", "OBSERVERS"));
        structures.put("POLICE", Map.of("code", "POLICE", "type", "LAW_ENFORCEMENT", "country", "CI"));
        structures.put("MINISTRY", Map.of("code", "MINISTRY", "type", "CENTRAL_GOVERNMENT", "country", "CI"));
        structures.put("OBSERVERS", Map.of("code", "OBSERVERS", "type", "INTERGOVERNMENTAL", "country", "CI"));
        return Map.of(
                "meta", Map.of("id", "BENCH-" + files, "asOf", Map.of("eveOfMission", day)),
                "organisations", List.copyOf(structures.values()),
                "staff", staff,
                "operation",
                        Map.of(
                                "code",
                                "OP-BENCH",
                                "start",
                                "2026-01-05",
                                "end",
                                "2026-01-06",
                                "country",
                                "CI",
                                "sites",
                                List.of(Map.of("code", "SITE-1"))),
                "suspects", List.of(),
                "children", List.of());
    }

    private static Map<String, Object> somebody(String code, String role, String at) {
        return Map.of("code", code.toUpperCase(java.util.Locale.ROOT), "role", role, "org", at);
    }

    /** A child's names: given names and family name. A tenth of all bear the commonest family name. */
    String[] names(int file) {
        Random dice = new Random(file * 7_919L + 17);
        double luck = dice.nextDouble();
        String family = luck < 0.1 ? FAMILIES.getFirst() : luck < 0.4 ? one(FAMILIES, dice) : made(dice);
        return new String[] {one(GIVEN, dice) + " " + made(dice), family};
    }

    private static String one(List<String> of, Random dice) {
        return of.get(dice.nextInt(of.size()));
    }

    private static String made(Random dice) {
        String name = one(SYLLABLES, dice) + one(SYLLABLES, dice) + one(SYLLABLES, dice);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** Ids sort by the time they were made, as everywhere in the house. */
    static UUID id(int file) {
        Random dice = new Random(file * 31L + 5);
        long stamp = 1_795_600_000_000L + file;
        return new UUID(
                stamp << 16 | 0x7000L | dice.nextInt(1 << 12),
                dice.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    /** Registration, consent, assessment, two visits planned and one made. */
    Map<String, Object> record(int file, LocalDate today) {
        Random dice = new Random(file * 104_729L + 3);
        String[] names = names(file);
        String risk = one(List.of("LOW", "MEDIUM", "MEDIUM", "HIGH"), dice);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", id(file).toString());
        record.put("anyway", true);
        record.put("givenNames", names[0]);
        record.put("familyName", names[1]);
        record.put("sex", dice.nextInt(3) == 0 ? "F" : "M");
        record.put("age", 12 + dice.nextInt(3));
        record.put("ageEstimated", true);
        record.put("country", one(List.of("CI", "CI", "BF", "GH"), dice));
        record.put("nationality", one(List.of("CI", "BF", "GH", "ML"), dice));
        record.put("sector", one(List.of("COCOA", "TRADE"), dice));
        record.put(
                "consents",
                List.of(Map.of(
                        "purpose",
                        "CASE_MANAGEMENT",
                        "status",
                        "NOT_OBTAINABLE",
                        "givenBy",
                        "NOBODY",
                        "basis",
                        "GUARDIAN_NOT_FOUND",
                        "at",
                        today + "T06:00:00Z",
                        "words",
                        "Personne n’a encore la tutelle")));
        record.put(
                "assessment",
                Map.of(
                        "kind",
                        "INITIAL",
                        "risk",
                        risk,
                        "reason",
                        "Loin de sa famille, sans papiers",
                        "safetyPlan",
                        "Appeler la travailleuse sociale",
                        "needs",
                        List.of("SHELTER", "EDUCATION_WORK"),
                        "childsWishes",
                        "Retourner à l’école"));
        record.put(
                "visits",
                List.of(
                        Map.of("plannedOn", today.plusDays(7).toString()),
                        Map.of("plannedOn", today.plusDays(21).toString()),
                        visit(today.minusDays(1 + dice.nextInt(5)))));
        return record;
    }

    static Map<String, Object> visit(LocalDate on) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("doneOn", on.toString());
        made.put("mode", "HOME_VISIT");
        made.put("seen", List.of("CHILD", "CAREGIVER"));
        made.put("seenAlone", true);
        made.put("school", "ATTENDS");
        made.put("safety", "SAFE");
        made.put("traffickerContact", false);
        made.put("opinion", "Je veux apprendre un métier");
        made.put("actions", "Parler au maître d’apprentissage");
        return made;
    }
}
