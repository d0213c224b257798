"""What a sentence of chat says: days that it names, decisions and promises that it holds, reasons that it gives."""
