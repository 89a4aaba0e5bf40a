package org.akoma.ground.notices;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.HouseIT;
import org.akoma.ground.database.RestoredCopy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** A mail server, and what brings a ring there. */
abstract class DoorbellHouse extends HouseIT {

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Notices notices;

    @Autowired
    NoticeStore bells;

    @Autowired
    org.akoma.ground.journal.Journal journal;

    @Autowired
    OutboxStore outbox;

    @Autowired
    ChoiceStore choices;

    @Autowired
    NotificationText text;

    @Autowired
    TransactionTemplate transaction;

    final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void openTheMail() {
        mail.start();
    }

    @AfterEach
    void closeTheMail() {
        mail.stop();
    }

    Outbox house(Sender... senders) {
        return new Outbox(outbox, choices, List.of(senders), transaction, clock);
    }

    Mail mailer() {
        return mailer(mail.getSmtp().getPort());
    }

    Mail mailer(int port) {
        return mailer(port, RestoredCopy.of(Optional.empty()));
    }

    Mail mailer(int port, RestoredCopy copy) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new Mail(new Only(sender), text, copy, "akoma@house.example");
    }

    List<MimeMessage> arrived() {
        return Stream.of(mail.getReceivedMessages()).toList();
    }

    record Only(JavaMailSender sender) implements ObjectProvider<JavaMailSender> {
        @Override
        public JavaMailSender getIfAvailable() {
            return sender;
        }

        @Override
        public Stream<JavaMailSender> stream() {
            return Stream.of(sender);
        }
    }
}
