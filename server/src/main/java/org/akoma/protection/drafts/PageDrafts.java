package org.akoma.protection.drafts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;

/** The drafts of one page, for its template ({@code drafts/parts}): asked for only when a form is drawn. */
public final class PageDrafts {

    private final Drafts drafts;
    private final Actor actor;
    private final Map<String, String> inPath;
    private final String at;
    private final @Nullable Draft resumed;
    private final @Nullable UUID sent;
    private final @Nullable String sentForm;
    private @Nullable List<Draft.Line> all;

    /**
     * @param inPath what the address names: code of the file, id of the thing
     * @param at address of the page
     * @param sent id of the draft that the form which was sent came from
     * @param sentForm name of that form; the other forms of the page have drafts of their own
     */
    PageDrafts(
            Drafts drafts,
            Actor actor,
            Map<String, String> inPath,
            String at,
            @Nullable Draft resumed,
            @Nullable UUID sent,
            @Nullable String sentForm) {
        this.drafts = drafts;
        this.actor = actor;
        this.inPath = inPath;
        this.at = at;
        this.resumed = resumed;
        this.sent = sent;
        this.sentForm = sentForm;
    }

    /**
     * What is offered: begun before, of the same act on the same thing, but the one that the page shows. What was begun on no thing yet is offered beside
     * each: a visit that nobody had planned, for which another act has planned a day meanwhile.
     */
    public List<Draft.Line> offered(String form) {
        Draft.Begun here = begun(form);
        return all().stream()
                .filter(one -> !one.id().equals(here.id()))
                .filter(one ->
                        one.begun().thing() == null || one.begun().thing().equals(here.thing()))
                .filter(one -> one.begun().form().equals(form)
                        && Objects.equals(one.begun().file(), here.file()))
                .toList();
    }

    /** Whether the page offers or shows one. */
    public boolean begunHere(String form) {
        return isResumed(form) || !offered(form).isEmpty();
    }

    private List<Draft.Line> all() {
        List<Draft.Line> known = all;
        if (known == null) all = known = drafts.all(actor);
        return known;
    }

    /** Under which the page keeps what is typed now. */
    public Draft.Begun begun(String form) {
        String thing = inPath.get(drafts.thing(form));
        String code = inPath.get("code");
        return new Draft.Begun(
                id(form),
                form,
                code == null ? null : code.toUpperCase(Locale.ROOT),
                thing == null ? null : UUID.fromString(thing));
    }

    private UUID id(String form) {
        if (isResumed(form)) return Objects.requireNonNull(resumed).begun().id();
        return sent != null && form.equals(sentForm) ? sent : Ids.next();
    }

    /** Whether this form was sent and is shown again: what was typed into it is kept without another key. */
    public boolean isSent(String form) {
        return form.equals(sentForm);
    }

    public boolean isResumed(String form) {
        return resumed != null && resumed.begun().form().equals(form);
    }

    public @Nullable Draft resumed() {
        return resumed;
    }

    public String at() {
        return at;
    }
}
