package org.akoma.protection.assessment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * What is typed of a weighing of best interests: members come one after the other in a page ({@code member-1}, {@code profession-1}), as an
 * array of objects in JSON ({@code {"who":"SUP-01","profession":"LAW"}}).
 */
final class BestInterestsForm {

    static final int MOST_MEMBERS = 12;

    /** Rows that a page offers. */
    static final int ROWS = 5;

    private BestInterestsForm() {}

    /**
     * Of a page; rows whose member is empty are none.
     *
     * @return null when something is wrong: see the form's errors
     */
    static @Nullable WeighBestInterests read(Form form) {
        List<Weighing.Member> panel = new ArrayList<>();
        for (int n = 1; n <= MOST_MEMBERS; n++) {
            String after = "-" + n;
            if (form.typed("member" + after).isBlank()) continue;
            Weighing.Member one = member(form, "member" + after, "profession" + after);
            if (one != null) panel.add(one);
        }
        return around(form, panel);
    }

    /** Of JSON; errors in a member are reported under {@code panel[0].profession}. */
    static @Nullable WeighBestInterests readJson(Map<String, Object> body, Form form) {
        form.text("panel", Integer.MAX_VALUE);
        List<Weighing.Member> panel = new ArrayList<>();
        int n = 0;
        for (Object one : body.get("panel") instanceof Collection<?> many ? many : List.of()) {
            String place = "panel[" + n++ + "].";
            if (n > MOST_MEMBERS) {
                form.wrong("panel", "form.range", 0, MOST_MEMBERS);
                break;
            }
            Form inner = Form.ofJson(fields(one));
            Weighing.Member member = member(inner, "who", "profession");
            for (FieldError error : inner.refuseUnknown().errors())
                form.wrong(place + error.field(), error.code(), error.args().toArray());
            if (member != null) panel.add(member);
        }
        return around(form, panel);
    }

    private static Map<String, Object> fields(@Nullable Object member) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (member instanceof Map<?, ?> map)
            map.forEach((name, value) -> {
                if (value != null) fields.put(String.valueOf(name), value);
            });
        else if (member != null) fields.put("who", member);
        return fields;
    }

    private static Weighing.@Nullable Member member(Form form, String who, String profession) {
        String name = form.required(who, Form.SHORT_TEXT);
        Weighing.Profession of = form.requiredChoice(profession, Weighing.Profession.class);
        return name == null || of == null ? null : new Weighing.Member(name, of);
    }

    private static @Nullable WeighBestInterests around(Form form, List<Weighing.Member> panel) {
        UUID id = form.id("id");
        Weighing.Kind kind = form.requiredChoice("kind", Weighing.Kind.class);
        Weighing.Ground ground = form.choice("ground", Weighing.Ground.class);
        String options = form.required("options", Form.LONG_TEXT);
        String view = form.required("childsView", Form.LONG_TEXT);
        String decision = form.required("decision", Form.LONG_TEXT);
        String dissent = form.text("dissent", Form.LONG_TEXT);
        String minutes = form.text("minutes", Form.LONG_TEXT);
        UUID document = form.id("minutesDocument");
        Weighing.Solution solution = form.choice("answer", Weighing.Solution.class);
        String country = form.choice("answerCountry", Set.of(Locale.getISOCountries()));
        if (solution == null && country != null) form.wrong("answer", "form.required");
        if (!form.isSound() || kind == null || options == null || view == null || decision == null) return null;
        Weighing.SealedText words = new Weighing.SealedText(options, view, decision, dissent, minutes);
        Weighing.Answer answer = solution == null ? null : new Weighing.Answer(solution, country);
        return new WeighBestInterests(id == null ? Ids.next() : id, kind, ground, panel, words, answer, document);
    }
}
