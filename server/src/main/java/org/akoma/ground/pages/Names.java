package org.akoma.ground.pages;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.people.CalledPeople;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** A code with the name of what it is the code of; {@code called} in a template. A code without a name shows itself. */
@Component("called")
public class Names {

    /** So many names can be proposed on a page that stays under its limit of bytes. */
    private static final int MOST = 100;

    private static final Pattern CODE = Pattern.compile("(?<![\\w(/-])[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+(?![\\w/-])");

    private final Organisations structures;
    private final CalledPeople people;
    private final Texts texts;

    Names(Organisations structures, CalledPeople people, Texts texts) {
        this.structures = structures;
        this.people = people;
        this.texts = texts;
    }

    /** What is between the codes of two structures, as in the title of an agreement. */
    private static final String TO = " → ";

    /** {@code ONG A, San Pedro (NGO-A)}; of two codes, {@code NGO-A → MIN}, each. */
    public String structure(@Nullable String code) {
        if (code == null || code.isEmpty()) return unknown();
        int to = code.indexOf(TO);
        if (to > 0) return structure(code.substring(0, to)) + TO + structure(code.substring(to + TO.length()));
        Organisation found = find(code);
        if (found == null || name(found).equals(code)) return code;
        String town = found.town() == null ? "" : ", " + found.town();
        return name(found) + town + " (" + code + ")";
    }

    /** What kind of structure it is and where, beside its name; null where the code is of none. */
    public @Nullable Organisation known(@Nullable String code) {
        return code == null ? null : find(code);
    }

    /** The name alone; the code where there is none. */
    public String name(@Nullable String code) {
        if (code == null || code.isEmpty()) return unknown();
        Organisation found = find(code);
        return found == null ? code : name(found);
    }

    /** {@code SW-01, Adjoua Konan, travailleuse sociale}; the code alone of somebody of another side. */
    public String person(@Nullable String code) {
        String known = shortPerson(code);
        CalledPeople.Called found = colleague(code);
        return found == null || found.job() == null ? known : known + ", " + found.job();
    }

    /** {@code SW-01, Adjoua Konan}. */
    public String shortPerson(@Nullable String code) {
        if (code == null || code.isEmpty()) return unknown();
        CalledPeople.Called found = colleague(code);
        String plain = code.toUpperCase(Locale.ROOT);
        return found == null ? plain : plain + ", " + found.name();
    }

    /**
     * The same words with a name before each code in them: {@code ONG A (NGO-A)}, {@code Adjoua Konan (SW-01)}. A code of which the reader knows no name
     * stays as it is.
     *
     * @param codes one code, or several after commas; any other words stay as they are
     */
    String said(String codes) {
        return codes.length() <= MOST
                ? CODE.matcher(codes).replaceAll(one -> Matcher.quoteReplacement(before(one.group())))
                : codes;
    }

    private String before(String code) {
        Organisation structure = find(code);
        String name = structure != null ? name(structure) : nameOf(code);
        return name == null || name.equals(code) ? code : name + " (" + code + ")";
    }

    /** Which cells of a table are the code of a structure or a colleague, each with the name, in alphabetical order: beside a drawing that has room for codes alone. */
    public Map<String, String> namesIn(Collection<? extends Collection<String>> rows) {
        Map<String, String> named = new TreeMap<>();
        rows.stream().flatMap(Collection::stream).distinct().forEach(cell -> {
            Organisation structure = find(cell);
            CalledPeople.Called colleague = structure == null ? colleague(cell) : null;
            String name = structure != null ? name(structure) : colleague == null ? cell : colleague.name();
            if (!name.equals(cell)) named.put(cell, name);
        });
        return named;
    }

    private @Nullable String nameOf(String code) {
        CalledPeople.Called colleague = colleague(code);
        return colleague != null
                ? colleague.name()
                : accountOf(code).map(CalledPeople.Account::name).orElse(null);
    }

    /** {@code SW-01, Adjoua Konan}, for who keeps or approves accounts, of whichever side. */
    public String account(@Nullable String code) {
        return accountOf(code).map(one -> plain(code) + ", " + one.name()).orElseGet(() -> shortPerson(code));
    }

    /** As {@link #person}, of whichever side for who keeps or approves accounts: {@code ADM-01, Awa Koné, administratrice}. */
    public String asker(@Nullable String code) {
        CalledPeople.Account found = accountOf(code).orElse(null);
        if (found == null) return person(code);
        return plain(code) + ", " + found.name() + (found.job() == null ? "" : ", " + found.job());
    }

    /** {@code SW-01, Adjoua Konan, ONG A (NGO-A)}. */
    public String accountAt(@Nullable String code) {
        return accountOf(code)
                .map(one -> plain(code) + ", " + one.name() + ", " + structure(one.organisation()))
                .orElseGet(() -> shortPerson(code));
    }

    /** The accounts of these codes, for a field. */
    public Map<String, String> accounts(Collection<String> codes) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String code : codes) options.put(code, accountAt(code));
        return options;
    }

    /** The number at which the reader calls this person; null where there is none. */
    public CalledPeople.@Nullable Telephone telephone(@Nullable String code) {
        Actor me = reader();
        return me == null || code == null ? null : people.telephone(me, code).orElse(null);
    }

    private Optional<CalledPeople.Account> accountOf(@Nullable String code) {
        Actor me = reader();
        return me == null || code == null || code.isEmpty() ? Optional.empty() : people.account(me, code);
    }

    private static String plain(@Nullable String code) {
        return code == null ? "" : code.toUpperCase(Locale.ROOT);
    }

    /** {@code SW-01, Adjoua Konan; SW-02, Awa Koné}. */
    public String everyone(Collection<String> codes) {
        return String.join("; ", codes.stream().map(this::shortPerson).toList());
    }

    /** The people of these codes, for a field. */
    public Map<String, String> people(Collection<String> codes) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String code : codes) options.put(code, person(code));
        return options;
    }

    /** The colleagues of the reader's side who have a name, for a field; none where they are too many for one. */
    public Map<String, String> colleagues() {
        Actor me = reader();
        List<String> codes = me == null ? List.of() : people.named(me, name -> true);
        return codes.size() > MOST ? Map.of() : people(codes);
    }

    /** The structures of today, for a field. */
    public Map<String, String> structuresToday() {
        Actor me = reader();
        return me == null ? Map.of() : structures(structures.calledToday(me.compartment()));
    }

    private CalledPeople.@Nullable Called colleague(@Nullable String code) {
        Actor me = reader();
        return me == null || code == null
                ? null
                : people.find(me, code.toUpperCase(Locale.ROOT)).orElse(null);
    }

    /** Codes that have no other name, for a field. */
    public Map<String, String> same(Collection<String> codes) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String code : codes) options.put(code, code);
        return options;
    }

    /** The structures of these codes, for a field. */
    public Map<String, String> structures(Collection<String> codes) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String code : codes) options.put(code, structure(code));
        return options;
    }

    /**
     * The options of a list of hundreds, written at once: a template takes many times as long.
     *
     * @param labels by code
     */
    public String choices(Map<String, String> labels, @Nullable String chosen) {
        StringBuilder out = new StringBuilder();
        labels.forEach((code, label) -> out.append("<option value=\"")
                .append(HtmlUtils.htmlEscape(code, "UTF-8"))
                .append(code.equals(chosen) ? "\" selected=\"selected\">" : "\">")
                .append(HtmlUtils.htmlEscape(label, "UTF-8"))
                .append("</option>"));
        return out.toString();
    }

    private String unknown() {
        return texts.getMessage("words.unknown", null, LocaleContextHolder.getLocale());
    }

    private static String name(Organisation found) {
        return found.nameIn(LocaleContextHolder.getLocale());
    }

    private @Nullable Organisation find(String code) {
        Actor me = reader();
        return me == null ? null : structures.called(me.compartment(), code).orElse(null);
    }

    private static @Nullable Actor reader() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null && signedIn.getPrincipal() instanceof Actor actor ? actor : null;
    }
}
