package org.akoma.protection.rights;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Reader;
import org.akoma.protection.cases.Readers;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.rights.AccessRequest.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * The answer to a request, as who asks for it sees the file now. It holds nobody but the child: no words that people wrote, no names of relatives,
 * colleagues or other children, nothing of the police, of suspects, or of complaints, and no address.
 */
@Component
class WhatIsHeld {

    /** Of which code list a value is. */
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("guardian", "guardian-kind"),
            Map.entry("purpose", "consent-purpose"),
            Map.entry("answer", "consent-answer"),
            Map.entry("risk", "risk"),
            Map.entry("needs", "csi-factor"),
            Map.entry("aim", "assistance"),
            Map.entry("met", "goal-met"),
            Map.entry("factor", "csi-factor"),
            Map.entry("how", "followup.csi.anchor"),
            Map.entry("care", "cases.medical.kinds"),
            Map.entry("service", "assistance"),
            Map.entry("state", "service-status"),
            Map.entry("payment", "payment-type"),
            Map.entry("pathway", "pathway"),
            Map.entry("trade", "trade"),
            Map.entry("home", "placement-kind"),
            Map.entry("country", "country"),
            Map.entry("visit", "visit-type"),
            Map.entry("danger", "rights.dangers"),
            Map.entry("way", "rights.ways"),
            Map.entry("role", "role"));

    private final HeldStore store;
    private final Identities identities;
    private final Readers readers;
    private final Formats words;

    WhatIsHeld(HeldStore store, Identities identities, Readers readers, Formats words) {
        this.store = store;
        this.identities = identities;
        this.readers = readers;
        this.words = words;
    }

    /** @param label in the language of the answer, like the value */
    public record Line(String label, String value) {}

    /** Why a part is not told. */
    enum Missing {
        /** It is never told to a guardian. */
        RULE,
        /** The people of the file left it out, with a reason. */
        CHOICE,
        /** Who agreed does not see it. */
        NOT_SEEN
    }

    /** @param missing null = it is told */
    public record Told(Part part, @Nullable Missing missing, List<List<Line>> items) {
        public Told {
            items = List.copyOf(items);
        }

        /** Of a table with a row for each item. */
        public List<String> labels() {
            return items.stream()
                    .flatMap(List::stream)
                    .map(Line::label)
                    .distinct()
                    .toList();
        }

        /** Empty where nothing is known. */
        public String value(List<Line> item, String label) {
            return item.stream()
                    .filter(line -> line.label().equals(label))
                    .map(Line::value)
                    .findFirst()
                    .orElse("");
        }
    }

    /** In the language of the thread. Inside a transaction of who holds the file. */
    List<Told> of(CaseFile file, AccessRequest request) {
        Reader reader = readers.of(file.id());
        return Arrays.stream(Part.values())
                .map(part -> told(part, file, request, reader))
                .toList();
    }

    /** The same in the language of the answer: what leaves. */
    List<Told> asItLeaves(CaseFile file, AccessRequest request) {
        LocaleContext before = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(request.language().locale());
        try {
            return of(file, request);
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }

    /** What tells one answer from another: of what was shown, and of what leaves. */
    static String digest(List<Told> told) {
        try {
            byte[] all = told.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private Told told(Part part, CaseFile file, AccessRequest request, Reader reader) {
        Missing missing = missing(part, request, reader);
        if (missing != null) return new Told(part, missing, List.of());
        if (part == Part.IDENTITY) return new Told(part, null, identity(file));
        return new Told(
                part, null, store.of(part, request).stream().map(this::lines).toList());
    }

    private static @Nullable Missing missing(Part part, AccessRequest request, Reader reader) {
        if (!part.isFor(request.by())) return Missing.RULE;
        if (request.leftOut().contains(part)) return Missing.CHOICE;
        return reader.sections().contains(part.section()) ? null : Missing.NOT_SEEN;
    }

    /** A name tells whose paper it is. Other names, places and papers are typed freely, and say what somebody wants to be read: they are not told. */
    private List<List<Line>> identity(CaseFile file) {
        List<Line> lines = new ArrayList<>();
        Identity one = identities.shown(file).orElse(null);
        if (one != null) {
            add(lines, "cases.id.givenNames", one.givenNames());
            add(lines, "cases.id.familyName", one.familyName());
            if (lines.isEmpty()) add(lines, "cases.id.alias", one.alias());
            add(lines, "cases.id.birthDate", one.birthDate() == null ? null : words.date(one.birthDate()));
            add(
                    lines,
                    "cases.id.languages",
                    String.join(
                            ", ", one.languages().stream().map(words::language).toList()));
            add(
                    lines,
                    "cases.id.birthCertificate",
                    one.birthCertificate() == null ? null : words.answer(one.birthCertificate()));
        }
        add(lines, "cases.new.sex", words.code("sex", file.sex()));
        add(lines, "cases.age", file.ageAtRescue() == null ? null : words.age(file.ageAtRescue()));
        add(
                lines,
                "cases.new.nationality",
                file.nationality() == null ? null : words.code("country", file.nationality()));
        add(lines, "cases.new.sector", file.sector() == null ? null : words.code("sector", file.sector()));
        add(lines, "rights.line.registered", words.date(file.registeredAt()));
        add(lines, "rights.line.file", file.code());
        return List.of(lines);
    }

    private void add(List<Line> lines, String label, @Nullable String value) {
        if (value != null && !value.isEmpty()) lines.add(new Line(words.text(label), value));
    }

    private List<Line> lines(Map<String, Object> values) {
        List<Line> lines = new ArrayList<>();
        values.forEach((name, value) -> add(lines, "rights.line." + name, said(name, value)));
        return lines;
    }

    private String said(String name, Object value) {
        String list = LISTS.get(name);
        return switch (value) {
            case LocalDate day -> words.date(day);
            case BigDecimal number -> words.number(number);
            case List<?> several
            when list != null ->
                String.join(
                        ", ", several.stream().map(one -> words.code(list, one)).toList());
            default -> list == null ? words.orUnknown(value.toString()) : words.code(list, value);
        };
    }
}
