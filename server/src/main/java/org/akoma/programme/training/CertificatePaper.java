package org.akoma.programme.training;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.akoma.ground.paper.TaggedPdf;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * A certificate as a tagged PDF on one page, in the reader's language. It bears the holder's name where the reader's side knows it, else the code of
 * the account or of the participant, and a code by which anybody asks whether it is good.
 */
@Component
class CertificatePaper {

    private final TrainingSessions sessions;
    private final ActorTransactions transactions;
    private final SpringTemplateEngine templates;
    private final Formats words;
    private final Names names;
    /** Of this installation, as people open it; empty = it is not known. */
    private final String address;

    CertificatePaper(
            TrainingSessions sessions,
            ActorTransactions transactions,
            SpringTemplateEngine templates,
            Formats words,
            Names names,
            @Value("${akoma.address:}") String address) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.templates = templates;
        this.words = words;
        this.names = names;
        this.address = address.strip().replaceFirst("/+$", "");
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
        page.setVariable("address", address);
        page.setVariable("today", sessions.today());
        return TaggedPdf.of(templates.process("training/certificate-paper", page));
    }

    private String holder(Participant one) {
        if (one.name() != null) return one.name();
        return one.account() == null ? one.code() : names.shortPerson(one.account());
    }

    /** In groups of four, as it is read aloud. */
    static String grouped(String code) {
        return List.of(code.split("(?<=\\G.{4})")).stream().collect(Collectors.joining(" "));
    }
}
