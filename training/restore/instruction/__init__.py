"""The text side: phrases, tokenizer, encoder, training and export. See README.md beside this file."""
