import ArgumentParser
import Hummingbird
@main struct Holdfast: AsyncParsableCommand { func run() async throws {} }
