package org.akoma.assistance;

import java.time.LocalDate;

/** The money went over: receipt, day, to whom (a code of {@code payment-receiver}), and whether they signed. */
public record PayPayment(String receipt, LocalDate on, String receivedBy, boolean signed) {}
