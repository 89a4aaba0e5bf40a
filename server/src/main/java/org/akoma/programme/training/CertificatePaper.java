package org.akoma.programme.training;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * A certificate as a tagged PDF on one page, in the reader's language. It bears the holder's name where the reader's side knows it, else the code of
 * the account or of the participant, and a code by which anybody asks whether it is good.
 */
@Component
class CertificatePaper {

    private static final String FAMILY = "Akoma";
    private static final Map<String, Integer> FONTS = Map.of(
            "atkinson-next-latin-400.ttf", 400,
            "atkinson-next-latin-700.ttf", 700,
            "atkinson-next-latin-ext-400.ttf", 400,
            "atkinson-next-latin-ext-700.ttf", 700);

    private final TrainingSessions sessions;
    private final ActorTransactions transactions;
    private final SpringTemplateEngine templates;
    private final Formats words;
    private final Names names;

    CertificatePaper(
            TrainingSessions sessions,
            ActorTransactions transactions,
            SpringTemplateEngine templates,
            Formats words,
            Names names) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.templates = templates;
        this.words = words;
        this.names = names;
    }

    byte[] of(Actor actor, Certificate one, Locale language) {
        Results holder = sessions.result(actor, one.participant()).orElseThrow();
        TrainingSession session =
                sessions.find(actor, holder.participant().session()).orElseThrow();
        Context page = new Context(language);
        page.setVariable("one", one);
        page.setVariable("session", session);
        page.setVariable("holder", transactions.as(actor, () -> holder(holder.participant())));
        page.setVariable("code", grouped(one.code()));
        page.setVariable("words", words);
        page.setVariable("today", sessions.today());
        return printed(templates.process("training/certificate-paper", page));
    }

    private String holder(Participant one) {
        if (one.name() != null) return one.name();
        return one.account() == null ? one.code() : names.shortPerson(one.account());
    }

    /** In groups of four, as it is read aloud. */
    static String grouped(String code) {
        return List.of(code.split("(?<=\\G.{4})")).stream().collect(Collectors.joining(" "));
    }

    private static byte[] printed(String html) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        FONTS.forEach((file, weight) -> builder.useFont(
                () -> font(file),
                file.contains("latin-ext") ? FAMILY + "Ext" : FAMILY,
                weight,
                FontStyle.NORMAL,
                true));
        builder.usePdfUaAccessibility(true);
        builder.withProducer("Akoma");
        builder.withHtmlContent(html, null);
        builder.toStream(pdf);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    private static InputStream font(String file) {
        return Objects.requireNonNull(CertificatePaper.class.getResourceAsStream("/paper/" + file), file);
    }
}
