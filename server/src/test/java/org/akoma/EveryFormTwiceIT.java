package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.insider.HouseRecords;
import org.akoma.start.FilledDemo;
import org.junit.jupiter.api.Test;

/**
 * Every form that changes something that exists, on any page that a link leads to for the people of the reference house, is sent twice as its page shows
 * it. The second time it is refused, or it leaves nothing new. A form of another kind of thing is found by walking, so that nobody has to list it.
 */
class EveryFormTwiceIT {

    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
    private static final Pattern NO_PAGE = Pattern.compile(
            "^/(tables|assets|sign-|api|actuator).*|.*/(file|content|thumbnail)(\\?.*)?$|.*(lang|format|export)=.*");

    /** Ends the session that the walk needs, or changes the language. */
    private static final Pattern NOT_SENT = Pattern.compile("^/(sign-out|language|account)(/.*|$)");

    private static final int PAGES_OF_A_SHAPE = 2;
    private static final int TRIES_OF_A_FORM = 2;

    /** What is new although the same form was sent before: each is another record of its own. */
    private static final Set<String> ADDS =
            Set.of("/operations/*/evidence", "/operations/*/persons", "/operations/*/suspects", "/people/*/roles");

    private final Map<String, Integer> tried = new TreeMap<>();
    private final Set<String> done = new TreeSet<>();
    private final Set<String> refusedThen = new TreeSet<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void theSecondTimeNothingIsNew() {
        try (FilledDemo demo = FilledDemo.start();
                HouseRecords records = new HouseRecords(demo.data().root())) {
            String counted = counts(records);
            for (String person : firstTwoOfEachRole()) walk(demo.browser(person), records, counted, person);
        }
        System.out.println("EveryFormTwice: " + tried.size() + " forms, " + done.size() + " done, " + refusedThen.size()
                + " refused the second time");
        assertThat(wrong).isEmpty();
        assertThat(done).as("of " + tried.keySet()).hasSizeGreaterThan(20);
    }

    private static List<String> firstTwoOfEachRole() {
        Map<String, Integer> held = new HashMap<>();
        List<String> people = new ArrayList<>();
        FilledDemo.scenario().path("staff").forEach(person -> {
            if (held.merge(person.path("role").asString(), 1, Integer::sum) <= 2)
                people.add(person.path("code").asString().toLowerCase(Locale.ROOT));
        });
        return people;
    }

    private void walk(Visit visit, HouseRecords records, String counted, String person) {
        Deque<String> ahead = new ArrayDeque<>(List.of("/"));
        Map<String, Integer> shapes = new HashMap<>();
        Set<String> here = new HashSet<>();
        Map<String, String> found = new LinkedHashMap<>();
        while (!ahead.isEmpty()) {
            String path = ahead.removeFirst();
            if (shapes.merge(ShownForm.kind(path), 1, Integer::sum) > PAGES_OF_A_SHAPE || !here.add(path)) continue;
            Answer page = visit.get(path);
            if (page.status() >= 500) wrong.add(person + " " + path + ": " + page.status());
            if (page.status() != 200) continue;
            ShownForm.of(page.body()).stream()
                    .filter(form ->
                            form.changes() && !NOT_SENT.matcher(form.action()).matches())
                    .forEach(form -> found.putIfAbsent(form.action(), path));
            Matcher links = LINK.matcher(page.body());
            while (links.find()) {
                String link = links.group(1).replace("&amp;", "&");
                if (!NO_PAGE.matcher(link).matches()) ahead.addLast(link);
            }
        }
        found.forEach((action, path) -> twice(visit, records, counted, person, path, action));
    }

    private void twice(Visit visit, HouseRecords records, String counted, String person, String path, String action) {
        String shape = ShownForm.shape(action);
        if (done.contains(shape) || tried.merge(shape, 1, Integer::sum) > TRIES_OF_A_FORM) return;
        ShownForm form = ShownForm.of(visit.get(path).body()).stream()
                .filter(one -> one.action().equals(action))
                .findFirst()
                .orElse(null);
        if (form == null) return;
        String[] fields = form.fields().toArray(String[]::new);
        String what = person + " " + action + " of " + path + " " + form.fields();
        int first = visit.post(action, fields).status();
        if (first >= 500) wrong.add(what + ": " + first);
        if (first != 303) return;
        done.add(shape);
        String before = state(records, counted);
        int second = visit.post(action, fields).status();
        if (second >= 500) wrong.add(what + ", a second time: " + second);
        else if (second != 303) refusedThen.add(shape);
        String after = state(records, counted);
        if (!ADDS.contains(shape) && !before.equals(after))
            wrong.add(what + ", a second time: " + second + difference(before, after));
    }

    /**
     * Of each table but the journal, sessions, what was sent under an id, counts that a clock sums, when it did, and what rings: how many rows, and the sum of their versions. A request that is
     * asked anew replaces the one before: only those that wait count.
     */
    private static String counts(HouseRecords records) {
        return String.join(" union all ", records.ask("""
                        select format('select %L as name, count(*) || '' rows, versions '' || %s as is from %I.%I where %s',
                            t.schemaname || '.' || t.tablename,
                            case when c.column_name is null then '0' else 'coalesce(sum(version), 0)' end,
                            t.schemaname, t.tablename,
                            case when t.schemaname || '.' || t.tablename = 'access.decision' then $$state = 'WAITING'$$ else 'true' end)
                        from pg_tables t
                        left join information_schema.columns c
                          on c.table_schema = t.schemaname and c.table_name = t.tablename and c.column_name = 'version' and c.data_type = 'integer'
                        where t.schemaname in ('access', 'cases', 'assistance', 'followup', 'referrals', 'operations', 'slips', 'attachments', 'tasks',
                            'exchange', 'training', 'evaluation', 'publication', 'reports')
                          and t.tablename !~ '^(session|kept_words$|sent$|sign_in|flyway|acting|token|visit_count|step_count|round$)'
                        """, row -> row.getString(1)));
    }

    private static String state(HouseRecords records, String counted) {
        return String.join(
                "\n", records.ask(counted + " order by 1", row -> row.getString(1) + " " + row.getString(2)));
    }

    private static String difference(String before, String after) {
        Set<String> changed = new TreeSet<>(after.lines().toList());
        before.lines().forEach(changed::remove);
        return " " + changed;
    }
}
