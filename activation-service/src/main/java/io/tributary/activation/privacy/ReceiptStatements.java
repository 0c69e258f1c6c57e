package io.tributary.activation.privacy;

import io.tributary.activation.suppression.Statements.Statement;

/** How a receipt is written down, its content sealed for its request. */
public interface ReceiptStatements {

    Statement of(Receipt receipt);
}
