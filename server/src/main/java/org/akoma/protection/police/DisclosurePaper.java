package org.akoma.protection.police;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.airlock.disclosure.DisclosureRequest;
import org.akoma.airlock.disclosure.GivenDisclosure;
import org.akoma.airlock.disclosure.PoliceWords;
import org.akoma.ground.journal.HouseSignature;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.akoma.ground.paper.TaggedPdf;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import tools.jackson.databind.json.JsonMapper;

/**
 * What leaves: the paper, on every page of which stand who receives it, in which function, the number of the request and the day; the same for programs; and the
 * signature of the house over the SHA-256 of both.
 */
@Component
class DisclosurePaper {

    private final DisclosureContents contents;
    private final HouseSignature house;
    private final SpringTemplateEngine templates;
    private final Formats words;
    private final Names names;
    private final JsonMapper json;

    DisclosurePaper(
            DisclosureContents contents,
            HouseSignature house,
            SpringTemplateEngine templates,
            Formats words,
            Names names,
            JsonMapper json) {
        this.contents = contents;
        this.house = house;
        this.templates = templates;
        this.words = words;
        this.names = names;
        this.json = json;
    }

    /** @param given what leaves, with the SHA-256 of its paper and the facts on it */
    record Made(GivenDisclosure given, byte[] digest, List<DisclosureContents.Given> facts) {}

    /**
     * @param language of who receives it
     * @param telephone typed where the directory has none
     */
    Made of(
            org.akoma.protection.cases.CaseFile file,
            DisclosureRequest request,
            PoliceWords said,
            String language,
            @Nullable String telephone,
            Instant now) {
        Locale before = LocaleContextHolder.getLocale();
        LocaleContextHolder.setLocale(Locale.forLanguageTag(language));
        try {
            List<DisclosureContents.Given> facts = contents.of(file, request, telephone);
            byte[] pdf = TaggedPdf.of(page(request, said, facts, now));
            String data = data(request, said, facts, now);
            byte[] digest = sha256(pdf);
            return new Made(GivenDisclosure.of(pdf, data, signature(request, digest, data, now)), digest, facts);
        } finally {
            LocaleContextHolder.setLocale(before);
        }
    }

    private String page(
            DisclosureRequest request, PoliceWords said, List<DisclosureContents.Given> facts, Instant now) {
        Context page = new Context(LocaleContextHolder.getLocale());
        page.setVariable("words", words);
        page.setVariable("request", request);
        page.setVariable("said", said);
        page.setVariable("receiver", receiver(request, said));
        page.setVariable("structure", names.structure(request.structure()));
        page.setVariable("facts", facts);
        page.setVariable(
                "mark",
                words.text(
                        "police.paper.mark",
                        receiver(request, said),
                        words.code("role", request.role()),
                        request.number(),
                        words.date(now)));
        page.setVariable("now", now);
        return templates.process("police/paper", page);
    }

    /** The code is the database's; the name is what the police's own side calls the person. */
    private static String receiver(DisclosureRequest request, PoliceWords said) {
        return said.name().startsWith(request.requester()) ? said.name() : request.requester() + ", " + said.name();
    }

    private String data(
            DisclosureRequest request, PoliceWords said, List<DisclosureContents.Given> facts, Instant now) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", "akoma-disclosure/1");
        all.put("request", request.number());
        all.put(
                "receiver",
                Map.of(
                        "code", request.requester(),
                        "name", said.name(),
                        "function", request.role().name(),
                        "structure", request.structure()));
        all.put("purpose", request.purpose().name());
        all.put("basis", request.basis().name());
        all.put("writtenAt", now.toString());
        Map<String, Object> values = new LinkedHashMap<>();
        facts.forEach(one -> values.put(one.fact().name(), one.value()));
        all.put("facts", values);
        return json.writeValueAsString(all);
    }

    private String signature(DisclosureRequest request, byte[] pdf, String data, Instant now) {
        HexFormat hex = HexFormat.of();
        String statement = String.join(
                "\n",
                "akoma-disclosure/1",
                request.number(),
                hex.formatHex(pdf),
                hex.formatHex(sha256(data.getBytes(StandardCharsets.UTF_8))),
                now.toString());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("statement", statement);
        all.put("algorithm", "Ed25519");
        all.put("publicKey", house.publicKey());
        all.put("signature", house.sign(statement));
        return json.writeValueAsString(all);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
