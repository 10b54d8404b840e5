"""Word lists that say in English what a Spanish, German or French complaint speaks of; read by `knowledge.glossary`."""
